import type { KubeNode } from '../model/node.ts';
import type { RuntimeClass } from '../model/runtimeClass.ts';

/**
 * What is known of one kind of object. Only what is `complete` (fresh, and all of it) lets a rule say that
 * something is not there; what is `partial` serves suggestions; of what is `unknown` nothing is said.
 */
export type Known<T> =
  | { readonly state: 'complete'; readonly items: readonly T[] }
  | { readonly state: 'partial'; readonly items: readonly T[] }
  | { readonly state: 'unknown' };

/** What is known of the cluster that a text is written for. */
export interface Facts {
  /** The cluster's name, for messages; absent without a cluster. */
  readonly cluster?: string;
  readonly runtimeClasses: Known<RuntimeClass>;
  readonly nodes: Known<KubeNode>;
  /** Names of namespaces. */
  readonly namespaces: Known<string>;
}

/** Nothing is known: no cluster. */
export const NO_FACTS: Facts = {
  runtimeClasses: { state: 'unknown' },
  nodes: { state: 'unknown' },
  namespaces: { state: 'unknown' },
};

/** What there is of it, however sure. */
export function knownItems<T>(known: Known<T>): readonly T[] {
  return known.state === 'unknown' ? [] : known.items;
}
