import type { Disposable } from '../../base/disposable.ts';
import { aksKey } from '../../model/aks/aksCluster.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { KeyedMemory } from './memory.ts';

/** Each replacement has a key of its own: what two windows write does not meet. */
const PREFIX = 'aksSandbox.poolReplacement.';

/** The replacement of an old pool of a cluster. */
export interface PoolReplacement {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly old: string;
  readonly newPool: string;
  /** The window that drains the old pool; absent while none does. */
  readonly drainedBy?: string;
}

type Which = Pick<PoolReplacement, 'clusterId' | 'old'>;

/**
 * Which new pool takes the place of which old one. How far that is, Azure and the cluster tell;
 * that a drain is under way nobody but the window that does it.
 */
export class PoolReplacements implements Disposable {
  readonly #memory: KeyedMemory;
  readonly #window: () => string;
  readonly #drainedHere = new Set<string>();
  #closing = false;

  constructor(memory: KeyedMemory, window: () => string) {
    this.#memory = memory;
    this.#window = window;
  }

  /** `undefined` where no new pool was asked for. */
  get(which: Which): PoolReplacement | undefined {
    return readReplacement(this.#memory.get<unknown>(keyOf(which)));
  }

  /** Those whose drain this window began before it was reloaded or closed. */
  get interruptedDrains(): readonly PoolReplacement[] {
    return this.#memory
      .keys()
      .filter((key) => key.startsWith(PREFIX) && !this.#drainedHere.has(key))
      .flatMap((key) => readReplacement(this.#memory.get<unknown>(key)) ?? [])
      .filter(({ drainedBy }) => drainedBy === this.#window());
  }

  async begin(replacement: PoolReplacement): Promise<void> {
    await this.#memory.update(keyOf(replacement), replacement);
  }

  /** Keeps that this window drains the old pool, until `endDrain`. */
  async beginDrain(which: Which): Promise<void> {
    this.#drainedHere.add(keyOf(which));
    const kept = this.get(which);
    if (kept) await this.begin({ ...kept, drainedBy: this.#window() });
  }

  /** Once the window closes no drain ends any more: what fails then is gone on with later. */
  async endDrain(which: Which): Promise<void> {
    if (this.#closing) return;
    this.#drainedHere.delete(keyOf(which));
    const { drainedBy: _, ...kept } = this.get(which) ?? {};
    if ('old' in kept) await this.begin(kept);
  }

  async end(which: Which): Promise<void> {
    await this.#memory.update(keyOf(which), undefined);
  }

  dispose(): void {
    this.#closing = true;
  }
}

function keyOf({ clusterId, old }: Which): string {
  return `${PREFIX}${aksKey(clusterId)}/${old}`;
}

/** A replacement as it was kept; `undefined` for anything else. */
function readReplacement(kept: unknown): PoolReplacement | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const fields: Readonly<Record<string, unknown>> = { ...kept };
  const texts = {
    clusterId: stringOf(fields['clusterId']),
    clusterName: stringOf(fields['clusterName']),
    old: stringOf(fields['old']),
    newPool: stringOf(fields['newPool']),
  };
  if (Object.values(texts).includes('')) return undefined;
  const drainedBy = stringOf(fields['drainedBy']);
  return { ...texts, ...(drainedBy === '' ? {} : { drainedBy }) };
}
