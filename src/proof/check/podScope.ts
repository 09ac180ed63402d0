import { count } from '../../base/count.ts';

/** Which pods to check. */
export type PodScope =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'pods'; readonly pods: readonly PodName[] }
  | { readonly kind: 'several'; readonly scopes: readonly PodScope[] }
  | { readonly kind: 'workload'; readonly namespace: string; readonly workload: WorkloadName };

/** A workload by the kind and name of its manifest. */
export interface WorkloadName {
  readonly kind: string;
  readonly name: string;
}

export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/** A scope in words, e.g. `the namespace payments`. */
export function scopeText(scope: PodScope): string {
  switch (scope.kind) {
    case 'cluster':
      return 'the whole cluster';
    case 'namespace':
      return `the namespace ${scope.namespace}`;
    case 'pods':
      return count(scope.pods.length, 'pod');
    case 'workload':
      return `the pods of ${scope.workload.kind} ${scope.namespace}/${scope.workload.name}`;
    case 'several':
      return scope.scopes.map(scopeText).join(', ');
  }
}
