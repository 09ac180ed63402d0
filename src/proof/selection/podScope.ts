import { count } from '../../base/text/count.ts';

/** Which pods to check. */
export type PodScope =
  | ({ readonly kind: 'cluster' } & PodFilter)
  | ({ readonly kind: 'namespace'; readonly namespace: string } & PodFilter)
  | { readonly kind: 'pods'; readonly pods: readonly PodName[] }
  | { readonly kind: 'several'; readonly scopes: readonly PodScope[] }
  | { readonly kind: 'runtimeClass'; readonly runtimeClass: string }
  /** `about` is how the nodes are called together, e.g. `the node pool kata1`. */
  | { readonly kind: 'nodes'; readonly nodes: readonly string[]; readonly about: string }
  | { readonly kind: 'workload'; readonly namespace: string; readonly workload: WorkloadName };

/** Selectors as the API server takes them. */
export interface PodFilter {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** A workload by the kind and name of its manifest. */
export interface WorkloadName {
  readonly kind: string;
  readonly name: string;
}

export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/** What tells a pod from the others of its cluster that are there at the same time. */
export function podKey({ namespace, name }: PodName): string {
  return `${namespace}/${name}`;
}

/** A scope in words, e.g. `the namespace payments`. */
export function scopeText(scope: PodScope): string {
  switch (scope.kind) {
    case 'cluster':
      return `the whole cluster${filterText(scope)}`;
    case 'namespace':
      return `the namespace ${scope.namespace}${filterText(scope)}`;
    case 'pods':
      return count(scope.pods.length, 'pod');
    case 'runtimeClass':
      return `the pods of RuntimeClass ${scope.runtimeClass}`;
    case 'nodes':
      return `the pods on ${scope.about}`;
    case 'workload':
      return `the pods of ${scope.workload.kind} ${scope.namespace}/${scope.workload.name}`;
    case 'several':
      return scope.scopes.map(scopeText).join(', ');
  }
}

function filterText({ labelSelector, fieldSelector }: PodFilter): string {
  const selectors = [labelSelector, fieldSelector].filter((one) => one !== undefined);
  return selectors.length === 0 ? '' : ` where ${selectors.join(' and ')}`;
}
