import { window } from 'vscode';
import { plainText } from '../../../base/plainText.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { SandboxPod } from '../../../model/pod/pod.ts';
import { podsOf } from './clusterObjects.ts';
import { noPods } from './targetProblems.ts';

/** Asks for a pod. Those with a RuntimeClass come first. */
export async function pickPod(
  session: ClusterSession,
  title: string,
): Promise<SandboxPod | undefined> {
  // A failed list would leave an empty pick open: wait for it first.
  const pods = await podsOf(session, title);
  if (pods.length === 0) throw noPods(session.connection.cluster.name);
  const items = pods
    .toSorted((a, b) => Number(b.runtimeClass !== undefined) - Number(a.runtimeClass !== undefined))
    .map((pod) => ({
      label: plainText(pod.name),
      description: plainText(pod.namespace),
      ...(pod.runtimeClass === undefined
        ? {}
        : { detail: `RuntimeClass ${plainText(pod.runtimeClass)}` }),
      pod,
    }));
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: 'Choose a pod',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.pod;
}
