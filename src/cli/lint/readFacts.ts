import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Facts, Known } from '../../yaml/facts/facts.ts';
import { projectNode, type RawNode } from '../../kube/resources/nodeResource.ts';
import {
  projectRuntimeClass,
  type RawRuntimeClass,
} from '../../kube/resources/runtimeClassResource.ts';

/**
 * Facts out of what `kubectl get runtimeclasses,nodes,namespaces -o json` prints: a kind with no
 * object in it is unknown, one with objects is fresh and complete. Throws an `Error` that says what
 * else it is.
 */
export function readFacts(json: unknown): Facts {
  const items = itemsOf(json);
  const ofKind = (kind: string): readonly RawObject[] => items.filter((item) => item.kind === kind);
  return {
    runtimeClasses: known(ofKind('RuntimeClass'), (raw) =>
      projectRuntimeClass(raw as RawRuntimeClass),
    ),
    nodes: known(ofKind('Node'), (raw) => projectNode(raw as RawNode)),
    namespaces: known(ofKind('Namespace'), ({ metadata }) => metadata?.name ?? ''),
  };
}

function known<T>(items: readonly RawObject[], project: (item: RawObject) => T): Known<T> {
  return items.length === 0
    ? { state: 'unknown' }
    : { state: 'complete', items: items.map(project) };
}

function itemsOf(json: unknown): readonly RawObject[] {
  const root = json as { kind?: unknown; items?: unknown } | null;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    throw new Error('it is no object with `kind: List`');
  }
  if (!Array.isArray(root.items)) {
    if (typeof root.kind === 'string') return [root as RawObject];
    throw new Error('it has no `items`');
  }
  return (root.items as readonly unknown[]).filter(
    (item): item is RawObject => typeof item === 'object' && item !== null,
  );
}
