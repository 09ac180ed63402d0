import type { ArmClient } from '../azure/arm/armClient.ts';
import { userCredential } from '../azure/clusters/userCredential.ts';
import { isAbort, neverAborted } from '../base/abort.ts';
import { Emitter, type Event } from '../base/event.ts';
import type { Disposable } from '../base/disposable.ts';
import { describeError, type Log } from '../base/log.ts';
import { problemOf } from '../base/problem.ts';
import { aksContext } from '../kube/kubeconfig/aksContext.ts';
import type { ResolvedContext } from '../kube/kubeconfig/mergeKubeconfigs.ts';
import { type AksCluster, aksKey } from '../model/aks/aksCluster.ts';
import { failedLoadable, type Loadable, LOADING } from '../model/cluster/loadable.ts';

/** How AKS clusters without a context are reached: what Azure gives a person, in memory alone. */
export class AzureContexts implements Disposable {
  readonly #armOf: (tenant: string) => Promise<ArmClient>;
  readonly #log: Log;
  readonly #changed: Emitter<string>;
  readonly #contexts = new Map<string, Loadable<ResolvedContext>>();
  readonly #connecting = new Map<string, Promise<void>>();

  constructor(armOf: (tenant: string) => Promise<ArmClient>, log: Log) {
    this.#armOf = armOf;
    this.#log = log;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
  }

  /** The key of the cluster for which credentials were asked, came or did not come. */
  get onDidChange(): Event<string> {
    return this.#changed.event;
  }

  of(key: string): Loadable<ResolvedContext> | undefined {
    return this.#contexts.get(key);
  }

  /** Asks Azure for credentials, unless they are there or on their way. Never rejects. */
  connect(cluster: AksCluster): Promise<void> {
    const key = aksKey(cluster.id);
    if (this.#contexts.get(key)?.state === 'ready') return Promise.resolve();
    const connecting = this.#connecting.get(key) ?? this.#connect(key, cluster);
    this.#connecting.set(key, connecting);
    return connecting;
  }

  /** Asks anew what could not be had. */
  retry(cluster: AksCluster): Promise<void> {
    return this.#contexts.get(aksKey(cluster.id))?.state === 'failed'
      ? this.connect(cluster)
      : Promise.resolve();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #connect(key: string, cluster: AksCluster): Promise<void> {
    this.#set(key, LOADING);
    try {
      const arm = await this.#armOf(cluster.tenant);
      const text = await userCredential(arm, cluster, neverAborted());
      this.#set(key, { state: 'ready', value: aksContext(text, cluster), at: Date.now() });
    } catch (error) {
      if (!isAbort(error)) this.#log.warn(describeError(error));
      this.#set(key, failedLoadable(LOADING, problemOf(error)));
    } finally {
      this.#connecting.delete(key);
    }
  }

  #set(key: string, context: Loadable<ResolvedContext>): void {
    this.#contexts.set(key, context);
    this.#changed.fire(key);
  }
}
