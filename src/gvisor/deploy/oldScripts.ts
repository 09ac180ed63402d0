import { ApiResources } from '../../kube/write/apiResources.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { deleteObject, getObject } from '../../kube/write/objectRequests.ts';
import { listOf, type RawObject, stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { DAEMON_SET, NAMESPACE } from '../manifest/installerNames.ts';
import { installerObjects } from '../manifest/installerObjects.ts';

interface RawPodSpec {
  readonly volumes?: readonly { readonly configMap?: { readonly name?: string } }[];
}
type RawInstallerPod = RawObject & { readonly spec?: RawPodSpec };
type RawDaemonSet = RawObject & {
  readonly spec?: { readonly template?: { readonly spec?: RawPodSpec } };
};

/** Scripts of the installer, in the cluster. */
export interface StoredScripts {
  readonly name: string;
  /** RFC 3339, so that a comparison of texts is one of times. */
  readonly createdAt: string;
}

/**
 * Which scripts nobody needs any more: neither the DaemonSet nor a pod names them, and they are
 * older than those of the DaemonSet. Newer ones may be those of a deployment that somebody is just
 * applying.
 */
export function oldScripts(
  stored: readonly StoredScripts[],
  current: string,
  usedByPods: readonly string[],
): readonly string[] {
  const since = stored.find(({ name }) => name === current)?.createdAt;
  if (since === undefined) return [];
  return stored
    .filter(({ name, createdAt }) => createdAt < since && !usedByPods.includes(name))
    .map(({ name }) => name);
}

/** Deletes the scripts that a rollout left behind; gives their names. */
export async function deleteOldScripts(
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const resources = new ApiResources(connection);
  const stored = await installerObjects<RawObject>(connection, 'configmaps', signal);
  const daemonSet = await getObject<RawDaemonSet>(connection, resources, DAEMON_SET, signal);
  const pods = await installerObjects<RawInstallerPod>(connection, 'pods', signal);
  const [current = ''] = configMapsOf(daemonSet?.spec?.template?.spec);
  const old = oldScripts(
    stored.map(({ metadata }) => ({
      name: stringOf(metadata?.name),
      createdAt: stringOf(metadata?.creationTimestamp),
    })),
    current,
    pods.flatMap(({ spec }) => configMapsOf(spec)),
  );
  for (const name of old) {
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', namespace: NAMESPACE, name };
    await deleteObject(connection, resources, configMap, signal);
  }
  return old;
}

function configMapsOf(spec: RawPodSpec | undefined): readonly string[] {
  return listOf(spec?.volumes).flatMap(({ configMap }) =>
    configMap ? [stringOf(configMap.name)] : [],
  );
}
