import type { ArmClient } from '../azure/arm/armClient.ts';
import { listAgentPools } from '../azure/pools/agentPoolRequests.ts';
import { isAbort } from '../base/abort.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, toDisposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import { problemOf } from '../base/problem.ts';
import { type AksCluster, aksKey } from '../model/aks/aksCluster.ts';
import { type AgentPool, isInTransition } from '../model/aks/agentPool.ts';
import { failedLoadable, type Loadable, LOADING, valueOf } from '../model/cluster/loadable.ts';

/** How often pools are read while Azure changes one, in milliseconds. */
const TRANSITION_MS = 15_000;

interface Kept {
  readonly cluster: AksCluster;
  pools: Loadable<readonly AgentPool[]>;
  lookers: number;
  reading: AbortController | undefined;
}

/**
 * Azure's records of the node pools of clusters that somebody looks at. They are read once, again
 * when they are asked for, and every 15 seconds while one of them is in transition; not otherwise.
 */
export class AgentPools implements Disposable {
  readonly #armOf: (tenant: string) => Promise<ArmClient>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed: Emitter<string>;
  readonly #kept = new Map<string, Kept>();

  constructor(armOf: (tenant: string) => Promise<ArmClient>, clock: Clock, log: Log) {
    this.#armOf = armOf;
    this.#clock = clock;
    this.#log = log;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
  }

  /** The key of the cluster whose pools were read, or could not be. */
  get onDidChange(): Event<string> {
    return this.#changed.event;
  }

  /** What is known of the pools of a cluster; `undefined` when nobody looked. */
  of(key: string): Loadable<readonly AgentPool[]> | undefined {
    return this.#kept.get(key)?.pools;
  }

  /**
   * Reads the pools of a cluster, and keeps them fresh until the returned disposable is disposed.
   */
  look(cluster: AksCluster): Disposable {
    const key = aksKey(cluster.id);
    const kept = this.#kept.get(key) ?? {
      cluster,
      pools: LOADING,
      lookers: 0,
      reading: undefined,
    };
    this.#kept.set(key, kept);
    if (++kept.lookers === 1) void this.#follow(key, kept);
    return toDisposable(() => {
      if (--kept.lookers === 0) kept.reading?.abort();
    });
  }

  /** Reads the pools of a cluster now, if anybody looks at them. */
  refresh(key: string): void {
    const kept = this.#kept.get(key);
    if (kept && kept.lookers > 0) void this.#follow(key, kept);
  }

  dispose(): void {
    for (const { reading } of this.#kept.values()) reading?.abort();
    this.#changed.dispose();
  }

  async #follow(key: string, kept: Kept): Promise<void> {
    kept.reading?.abort();
    const controller = new AbortController();
    kept.reading = controller;
    const { signal } = controller;
    try {
      do {
        await this.#read(kept, signal);
        this.#changed.fire(key);
        if (!(valueOf(kept.pools) ?? []).some(({ state }) => isInTransition(state))) break;
        await this.#clock.wait(TRANSITION_MS, signal);
      } while (kept.reading === controller);
    } catch (error) {
      if (!isAbort(error)) this.#log.error(describeError(error));
    }
  }

  async #read(kept: Kept, signal: AbortSignal): Promise<void> {
    try {
      const arm = await this.#armOf(kept.cluster.tenant);
      const value = await listAgentPools(arm, kept.cluster, signal);
      kept.pools = { state: 'ready', value, at: this.#clock.now() };
    } catch (error) {
      if (isAbort(error)) throw error;
      this.#log.warn(describeError(error));
      kept.pools = failedLoadable(kept.pools, problemOf(error));
    }
  }
}
