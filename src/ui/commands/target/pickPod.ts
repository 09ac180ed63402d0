import { window } from 'vscode';
import { plainText } from '../../../base/plainText.ts';
import { UserError } from '../../../base/problem.ts';
import { listAll } from '../../../kube/list/list.ts';

import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { valueOf } from '../../../model/cluster/loadable.ts';
import type { SandboxPod } from '../../../model/pod/pod.ts';
import { PODS } from '../../../kube/resources/podResource.ts';

/** The pods of a cluster: those that are known if it is being read, else read now. */
export async function podsOf(
  session: ClusterSession,
  signal: AbortSignal,
): Promise<readonly SandboxPod[]> {
  const known = valueOf(session.snapshot.pods);
  if (known && session.isReading) return known;
  return [...(await listAll(session.connection, PODS, signal)).items.values()];
}

/** Asks for a pod. Those with a RuntimeClass come first. */
export async function pickPod(
  session: ClusterSession,
  title: string,
): Promise<SandboxPod | undefined> {
  const reading = podsOf(session, new AbortController().signal).then((pods) => {
    if (pods.length === 0) throw noPods(session.connection.cluster.name);
    return pods
      .toSorted(
        (a, b) => Number(b.runtimeClass !== undefined) - Number(a.runtimeClass !== undefined),
      )
      .map((pod) => ({
        label: plainText(pod.name),
        description: plainText(pod.namespace),
        ...(pod.runtimeClass === undefined
          ? {}
          : { detail: `RuntimeClass ${plainText(pod.runtimeClass)}` }),
        pod,
      }));
  });
  // A failed list would leave an empty pick open: wait for it first.
  const items = await reading;
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: 'Choose a pod',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.pod;
}

function noPods(cluster: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `${cluster} has no pods`,
    next: 'Run a pod, then try again.',
    retryable: true,
  });
}
