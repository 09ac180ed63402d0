import type { ArmClient } from '../azure/arm/armClient.ts';
import { readAgentFeatures } from '../azure/clusters/readAgentFeatures.ts';
import { isAbort } from '../base/abort.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import type { AgentFeatures } from '../model/aks/agentFeatures.ts';
import { type AksCluster, aksKey } from '../model/aks/aksCluster.ts';

/**
 * What Azure says of the agent sandboxes of clusters that were opened: asked once for each, in one
 * request. What could not be read is not known, and is asked again when the cluster is opened anew.
 */
export class AksFeatures implements Disposable {
  readonly #armOf: (tenant: string) => Promise<ArmClient>;
  readonly #log: Log;
  readonly #changed: Emitter<string>;
  readonly #known = new Map<string, AgentFeatures | 'asked'>();
  readonly #ended = new AbortController();

  constructor(armOf: (tenant: string) => Promise<ArmClient>, log: Log) {
    this.#armOf = armOf;
    this.#log = log;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
  }

  /** The key of the cluster of which something was read. */
  get onDidChange(): Event<string> {
    return this.#changed.event;
  }

  /** What is known of a cluster. */
  of(key: string): AgentFeatures | undefined {
    const known = this.#known.get(key);
    return known === 'asked' ? undefined : known;
  }

  /** Asks of a cluster, unless it was asked of already. */
  ask(cluster: AksCluster): void {
    const key = aksKey(cluster.id);
    if (this.#known.has(key)) return;
    this.#known.set(key, 'asked');
    void this.#read(key, cluster);
  }

  dispose(): void {
    this.#ended.abort();
    this.#changed.dispose();
  }

  async #read(key: string, cluster: AksCluster): Promise<void> {
    try {
      const arm = await this.#armOf(cluster.tenant);
      this.#known.set(key, await readAgentFeatures(arm, cluster, this.#ended.signal));
      this.#changed.fire(key);
    } catch (error) {
      this.#known.delete(key);
      if (!isAbort(error)) this.#log.debug(describeError(error));
    }
  }
}
