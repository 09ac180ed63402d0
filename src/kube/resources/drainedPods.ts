import { listOf } from '../../model/kubernetes/kubernetesObject.ts';
import { hasEnded, isOfNode, type SandboxPod } from '../../model/pod/pod.ts';
import type { Connection } from '../api/connection.ts';
import { PODS, projectPod, type RawPod } from './podResource.ts';

/** A pod that leaves its node when that is drained. */
export interface DrainedPod extends SandboxPod {
  /** It keeps something in a volume that goes with it. */
  readonly hasEmptyDir: boolean;
}

interface PodOfNode extends RawPod {
  readonly spec?: RawPod['spec'] & { readonly volumes?: readonly { readonly emptyDir?: object }[] };
}

/**
 * The pods of a node that a drain evicts: not those of DaemonSets and of the node itself, which
 * stay, nor those that have run to their end.
 */
export function drainedPods(pods: readonly PodOfNode[]): readonly DrainedPod[] {
  return pods.flatMap((raw) => {
    const pod = projectPod(raw);
    if (isOfNode(pod) || hasEnded(pod)) return [];
    const hasEmptyDir = listOf(raw.spec?.volumes).some(({ emptyDir }) => emptyDir !== undefined);
    return [{ ...pod, hasEmptyDir }];
  });
}

/** Reads what a drain of a node evicts. A node has 250 pods at most: they are one page. */
export async function readDrainedPods(
  connection: Connection,
  node: string,
  signal: AbortSignal,
): Promise<readonly DrainedPod[]> {
  const { items } = await connection.json<{ readonly items?: readonly PodOfNode[] }>({
    path: PODS.path,
    query: { fieldSelector: `spec.nodeName=${node}` },
    subject: {
      cluster: connection.cluster.name,
      verb: 'list',
      object: `the pods of the node ${node}`,
      rights: 'list on pods',
    },
    signal,
  });
  return drainedPods(listOf(items));
}
