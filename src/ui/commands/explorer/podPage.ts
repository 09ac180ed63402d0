import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { podEvents } from '../../../kube/resources/podEvents.ts';
import { readPod } from '../../../kube/resources/podRequests.ts';
import { projectPod, type RawPod } from '../../../kube/resources/podResource.ts';
import { valueOf } from '../../../model/cluster/loadable.ts';
import { claimOfPod, handlersByClass } from '../../../model/pod/claimOfPod.ts';
import type { CheckResults } from '../../../state/checkResults.ts';
import { podDetails } from '../../documents/podDetails.ts';
import { objectYaml } from '../../documents/objectYaml.ts';
import { orProblem } from './orProblem.ts';

/** Reads all of a pod and makes its page: claim, evidence of its kernel, events, manifest. */
export async function podPage(
  { connection, snapshot }: ClusterSession,
  results: CheckResults,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  signal: AbortSignal,
): Promise<string> {
  const raw = await readPod<RawPod>(connection, namespace, name, signal);
  const pod = projectPod(raw);
  // Who may not read events sees all else.
  const events = await orProblem(
    podEvents(connection, { namespace, name, owner: pod.owner }, signal),
  );
  const handlers = handlersByClass(valueOf(snapshot.runtimeClasses) ?? []);
  const details = {
    pod,
    claim: claimOfPod(pod, handlers),
    result: results.pods(connection.cluster.id).get(pod.uid),
    events,
    manifest: await objectYaml({ apiVersion: 'v1', kind: 'Pod', ...raw }),
  };
  return podDetails(details, Date.now());
}
