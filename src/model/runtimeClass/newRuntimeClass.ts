import { claimOf, claimsSandbox } from '../isolation/claim.ts';
import { isolationOf } from '../isolation/isolation.ts';
import type { KubeNode } from '../node/node.ts';
import { serves } from './capability.ts';
import { labelRank } from '../node/labelRank.ts';
import { HOSTNAME_LABEL } from '../labels.ts';

/** What a RuntimeClass is made of. */
export interface NewRuntimeClass {
  readonly name: string;
  readonly handler: string;
  /** Memory of the overhead, as a quantity; absent for none. */
  readonly overhead?: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/**
 * The overhead that AKS gives to its own Kata class (considerations-pod-sandboxing.md, 2026-08).
 */
export const KATA_OVERHEAD = '600Mi';

/**
 * Selectors that fit the nodes which serve a handler, the best first: a label that all of them have
 * with one value, and no other node. None where every node serves it, or none tells.
 */
export function selectorsFor(
  handler: string,
  nodes: readonly KubeNode[],
): readonly Readonly<Record<string, string>>[] {
  const serving = nodes.filter((node) => serves(node, handler) === true);
  const others = nodes.filter((node) => serves(node, handler) !== true);
  const [first] = serving;
  if (!first || others.length === 0) return [];
  const fitting = Object.entries(first.labels).filter(
    ([key, value]) =>
      key !== HOSTNAME_LABEL &&
      serving.every(({ labels }) => labels[key] === value) &&
      others.every(({ labels }) => labels[key] !== value),
  );
  return fitting
    .toSorted(([a], [b]) => labelRank(a) - labelRank(b) || (a < b ? -1 : 1))
    .map(([key, value]) => ({ [key]: value }));
}

/** The overhead that a class with that handler should have; absent for none. */
export function overheadFor(handler: string): string | undefined {
  return isolationOf(handler) === 'kata' ? KATA_OVERHEAD : undefined;
}

/** The handler that a class of that name most likely means; absent when its name says nothing. */
export function handlerFor(name: string, handlers: readonly string[]): string | undefined {
  const claim = claimOf(name, undefined);
  return claimsSandbox(claim)
    ? handlers.find((handler) => isolationOf(handler) === claim)
    : undefined;
}

/** The object to apply. */
export function runtimeClassManifest({ name, handler, overhead, nodeSelector }: NewRuntimeClass) {
  return {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name },
    handler,
    ...(overhead === undefined ? {} : { overhead: { podFixed: { memory: overhead } } }),
    ...(Object.keys(nodeSelector).length > 0 ? { scheduling: { nodeSelector } } : {}),
  };
}
