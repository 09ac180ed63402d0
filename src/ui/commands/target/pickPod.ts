import { window } from 'vscode';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { SandboxPod } from '../../../model/pod/pod.ts';
import { podsOf } from './clusterObjects.ts';
import { podItems } from './pickItems.ts';

/** Asks for a pod. Those with a RuntimeClass come first. */
export async function pickPod(
  session: ClusterSession,
  title: string,
): Promise<SandboxPod | undefined> {
  // A failed list would leave an empty pick open: wait for it first.
  const pods = await podsOf(session, title);
  const items = podItems(pods, session.connection.cluster.name);
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: 'Choose a pod',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.pod;
}
