import type { PodFilter, PodScope } from '../../proof/selection/podScope.ts';
import type { VerifyOptions } from './verifyOptions.ts';
import type { VerifyTarget } from './verifyTarget.ts';

type Asked = Pick<VerifyOptions, 'targets' | 'namespaces' | 'allNamespaces' | 'filter'>;

/** What to check. What has no namespace is in that of `-n`, else in the context's. */
export function verifyScope(
  { targets, namespaces, allNamespaces, filter }: Asked,
  contextNamespace: string,
): PodScope {
  const [own = contextNamespace] = namespaces;
  if (targets.length > 0) return oneOrSeveral(targets.map((target) => scopeOf(target, own)));
  if (allNamespaces) return { kind: 'cluster', ...filter };
  const wanted = namespaces.length > 0 ? namespaces : [own];
  return oneOrSeveral(wanted.map((namespace) => inNamespace(namespace, filter)));
}

function inNamespace(namespace: string, filter: PodFilter): PodScope {
  return { kind: 'namespace', namespace, ...filter };
}

function scopeOf({ kind, namespace = '', name }: VerifyTarget, own: string): PodScope {
  const where = namespace === '' ? own : namespace;
  return kind === 'Pod'
    ? { kind: 'pods', pods: [{ namespace: where, name }] }
    : { kind: 'workload', namespace: where, workload: { kind, name } };
}

function oneOrSeveral(scopes: readonly PodScope[]): PodScope {
  const [only] = scopes;
  return only && scopes.length === 1 ? only : { kind: 'several', scopes };
}
