import type { ArmClient } from '../azure/arm/armClient.ts';
import { listAgentPools } from '../azure/pools/agentPoolRequests.ts';
import { getUpgradeProfile } from '../azure/pools/upgradeProfile.ts';
import { isAbort } from '../base/abort.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, toDisposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import { mapConcurrent } from '../base/mapConcurrent.ts';
import { problemOf } from '../base/problem.ts';
import { type AksCluster, aksKey } from '../model/aks/aksCluster.ts';
import { type AgentPool, isInTransition } from '../model/aks/agentPool.ts';
import { failedLoadable, type Loadable, LOADING, valueOf } from '../model/cluster/loadable.ts';

/** How often pools are read while Azure changes one, in milliseconds. */
const TRANSITION_MS = 15_000;
/** New images come every week or so. */
const LATEST_MS = 24 * 60 * 60_000;
/** Of how many pools the newest image is asked for at a time. */
const MAX_READS = 4;

interface LatestImage {
  /** Empty where Azure does not tell. */
  readonly image: string;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly at: number;
}

interface Kept {
  readonly cluster: AksCluster;
  pools: Loadable<readonly AgentPool[]>;
  lookers: number;
  reading: AbortController | undefined;
  /** The newest images by pool and the image that it has. */
  readonly latest: Map<string, LatestImage>;
}

/**
 * Azure's records of the node pools of clusters that somebody looks at. They are read once, again
 * when they are asked for, and every 15 seconds while one of them is in transition; not otherwise.
 * The newest image of a pool is asked for once a day for each image that the pool has.
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
      latest: new Map(),
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

  /** The same, with all that is kept of images: a person asks for it. */
  readAnew(key: string): void {
    this.#kept.get(key)?.latest.clear();
    this.refresh(key);
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
        if (await this.#readLatest(kept, signal)) this.#changed.fire(key);
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
      const pools = await listAgentPools(arm, kept.cluster, signal);
      const value = pools.map((pool) => withLatest(pool, kept));
      kept.pools = { state: 'ready', value, at: this.#clock.now() };
    } catch (error) {
      if (isAbort(error)) throw error;
      this.#log.warn(describeError(error));
      kept.pools = failedLoadable(kept.pools, problemOf(error));
    }
  }

  /** Asks for the newest images that are not known; whether it did. What fails is left unknown. */
  async #readLatest(kept: Kept, signal: AbortSignal): Promise<boolean> {
    const { pools, cluster, latest } = kept;
    const at = this.#clock.now();
    const asked = (valueOf(pools) ?? []).filter((pool) => {
      const known = latest.get(keyOfImage(pool));
      const isKnown = known !== undefined && at - known.at < LATEST_MS;
      return pool.image !== '' && !isInTransition(pool.state) && !isKnown;
    });
    if (pools.state !== 'ready' || asked.length === 0) return false;
    const arm = await this.#armOf(cluster.tenant);
    await mapConcurrent(asked, MAX_READS, signal, async (pool) => {
      try {
        const { latestImage } = await getUpgradeProfile(arm, cluster, pool.name, signal);
        latest.set(keyOfImage(pool), { image: latestImage, at });
      } catch (error) {
        if (isAbort(error)) throw error;
        latest.set(keyOfImage(pool), { image: '', at });
        this.#log.warn(describeError(error));
      }
    });
    signal.throwIfAborted();
    kept.pools = { ...pools, value: pools.value.map((pool) => withLatest(pool, kept)) };
    return true;
  }
}

function withLatest(pool: AgentPool, { latest }: Kept): AgentPool {
  const latestImage = latest.get(keyOfImage(pool))?.image;
  return latestImage ? { ...pool, latestImage } : pool;
}

function keyOfImage({ name, image }: AgentPool): string {
  return `${name} ${image}`;
}
