/** One of several parts of all pods: the `index`th, from 1, of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Into how many parts pods are cut at most. */
export const MAX_SHARDS = 9999;

/**
 * Whether a pod is of a shard. It follows from its uid alone, so each pod is of one, whoever lists
 * them and when.
 */
export function isOfShard(uid: string, { index, count }: Shard): boolean {
  return hashOf(uid) % count === index - 1;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}
