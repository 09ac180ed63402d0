import { UserError } from '../../base/problem.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Connection } from '../api/connection.ts';
import { NAMESPACES } from './namespaceResource.ts';

/** The paths of the kinds whose pods can be asked for: API version and plural (1.36). */
const KINDS: ReadonlyMap<string, readonly [version: string, plural: string]> = new Map([
  ['Deployment', ['apis/apps/v1', 'deployments']],
  ['StatefulSet', ['apis/apps/v1', 'statefulsets']],
  ['DaemonSet', ['apis/apps/v1', 'daemonsets']],
  ['ReplicaSet', ['apis/apps/v1', 'replicasets']],
  ['Job', ['apis/batch/v1', 'jobs']],
  ['CronJob', ['apis/batch/v1', 'cronjobs']],
  ['ReplicationController', ['api/v1', 'replicationcontrollers']],
]);

/**
 * Asks whether a workload is there. Throws `ApiError`, 404 where it is not; a kind that is not
 * Kubernetes' own is not asked for.
 */
export async function requireWorkload(
  connection: Connection,
  namespace: string,
  { kind, name }: { readonly kind: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  if (KINDS.has(kind)) await readWorkload(connection, namespace, { kind, name }, signal);
}

/**
 * A workload of one of Kubernetes' own kinds, as the cluster has it. Throws a `UserError` for
 * another kind.
 */
export async function readWorkload(
  connection: Connection,
  namespace: string,
  { kind, name }: { readonly kind: string; readonly name: string },
  signal: AbortSignal,
): Promise<RawObject> {
  const known = KINDS.get(kind);
  if (!known) throw otherKind(kind);
  const [version, plural] = known;
  const path = ['', version, 'namespaces', encodeURIComponent(namespace), plural];
  return connection.json<RawObject>({
    path: [...path, encodeURIComponent(name)].join('/'),
    subject: {
      cluster: connection.cluster.name,
      verb: 'read',
      object: `the ${kind} ${namespace}/${name}`,
      rights: `get on ${plural}`,
    },
    signal,
  });
}

function otherKind(kind: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `The kind ${plainText(kind, 63)} is not one of Kubernetes itself, and is not read here`,
    next: 'Use kubectl, or look at its pods.',
    retryable: false,
  });
}

/** Asks whether a namespace is there. Throws `ApiError`, 404 where it is not. */
export async function requireNamespace(
  connection: Connection,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  await connection.json({
    path: `${NAMESPACES.path}/${encodeURIComponent(namespace)}`,
    subject: {
      cluster: connection.cluster.name,
      verb: 'read',
      object: `the namespace ${namespace}`,
      rights: 'get on namespaces',
    },
    signal,
  });
}
