import { sleep } from '../../base/abort.ts';
import { ApiResources } from '../../kube/write/apiResources.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { mergePatch } from '../../kube/write/mergePatch.ts';
import { deleteObject, getObject } from '../../kube/write/objectRequests.ts';
import { type RawObject, stringOf } from '../../model/kubernetes/kubernetesObject.ts';

import { AFTER_DAEMON_SET, DAEMON_SET } from '../manifest/installerNames.ts';
import { installerObjects } from '../manifest/installerObjects.ts';
import { matchesLabels } from '../../model/kubernetes/labelSelector.ts';
import { OUR_LABEL, GVISOR_REMOVE_ANNOTATION } from '../../model/labels.ts';
import { nodePath, nodeSubject } from '../../kube/resources/nodeRequests.ts';

const POLL_MS = 1000;

/** A pod of the installer, and the node that it works on. */
export interface InstallerPod {
  readonly name: string;
  readonly node: string;
}

/** The pods of the installer. */
export async function installerPods(
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly InstallerPod[]> {
  const pods = await installerObjects<
    RawObject & { readonly spec?: { readonly nodeName?: string } }
  >(connection, 'pods', signal);
  return pods.map(({ metadata, spec }) => ({
    name: stringOf(metadata?.name),
    node: stringOf(spec?.nodeName),
  }));
}

/** Tells the installer on these nodes not to wait for pods that run under gVisor. */
export async function forceRemoval(
  connection: Connection,
  nodes: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const body = { metadata: { annotations: { [GVISOR_REMOVE_ANNOTATION]: 'force' } } };
  for (const node of nodes) {
    const subject = nodeSubject(connection, node, 'annotate', 'patch');
    await mergePatch(connection, { path: nodePath(node), body, subject }, signal);
  }
}

/**
 * Removes gVisor in the one order that works: the DaemonSet, whose pods then clean their nodes with
 * the rights that they still have; when the last is gone the rest, and the RuntimeClass last.
 */
export async function removeInstaller(
  connection: Connection,
  onWaiting: (pods: readonly InstallerPod[]) => void,
  signal: AbortSignal,
): Promise<void> {
  await deleteObject(connection, new ApiResources(connection), DAEMON_SET, signal);
  await finishRemoval(connection, onWaiting, signal);
}

/** Whether something of ours stays that is deleted after the DaemonSet. */
export async function isSomethingLeft(
  connection: Connection,
  resources: ApiResources,
  signal: AbortSignal,
): Promise<boolean> {
  for (const name of AFTER_DAEMON_SET) {
    if (!(await resources.serves(name, signal))) continue;
    const found = await getObject(connection, resources, name, signal);
    if (found && matchesLabels(found.metadata?.labels, OUR_LABEL)) return true;
  }
  return false;
}

/** What is to be done once the DaemonSet is deleted. */
export async function finishRemoval(
  connection: Connection,
  onWaiting: (pods: readonly InstallerPod[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const resources = new ApiResources(connection);
  for (;;) {
    const left = await installerPods(connection, signal);
    if (left.length === 0) break;
    onWaiting(left);
    await sleep(POLL_MS, signal);
  }
  for (const name of AFTER_DAEMON_SET) {
    if (!(await resources.serves(name, signal))) continue;
    await deleteObject(connection, resources, name, signal);
  }
}
