import { aksKey } from '../../model/aks/aksCluster.ts';
import type { KeyedMemory } from './memory.ts';

/** Each replacement has a key of its own: what two windows write does not meet. */
const PREFIX = 'aksSandbox.poolReplacement.';

/**
 * Which new pool takes the place of which old one. How far that is, Azure and the cluster tell.
 */
export class PoolReplacements {
  readonly #memory: KeyedMemory;

  constructor(memory: KeyedMemory) {
    this.#memory = memory;
  }

  /** The name of the new pool; `undefined` where none was asked for. */
  get(clusterId: string, old: string): string | undefined {
    const kept = this.#memory.get<unknown>(keyOf(clusterId, old));
    return typeof kept === 'string' && kept !== '' ? kept : undefined;
  }

  async begin(clusterId: string, old: string, newPool: string): Promise<void> {
    await this.#memory.update(keyOf(clusterId, old), newPool);
  }

  async end(clusterId: string, old: string): Promise<void> {
    await this.#memory.update(keyOf(clusterId, old), undefined);
  }
}

function keyOf(clusterId: string, old: string): string {
  return `${PREFIX}${aksKey(clusterId)}/${old}`;
}
