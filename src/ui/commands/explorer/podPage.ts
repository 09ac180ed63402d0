import { isAbort } from '../../../base/abort.ts';
import { problemOf } from '../../../base/problem.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { podEvents } from '../../../kube/resources/podEvents.ts';
import { readPod } from '../../../kube/resources/podRequests.ts';
import { projectPod, type RawPod } from '../../../kube/resources/podResource.ts';
import { valueOf } from '../../../model/cluster/loadable.ts';
import { claimOf } from '../../../model/isolation/claim.ts';
import type { CheckResults } from '../../../state/checkResults.ts';
import { podDetails } from '../../documents/podDetails.ts';
import { podYaml } from './podDocuments.ts';

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
  const events = await podEvents(connection, { namespace, name, owner: pod.owner }, signal).catch(
    (error: unknown) => {
      if (isAbort(error)) throw error;
      return problemOf(error);
    },
  );
  const classes = valueOf(snapshot.runtimeClasses) ?? [];
  const handler = classes.find((one) => one.name === pod.runtimeClass)?.handler;
  const details = {
    pod,
    claim: claimOf(pod.runtimeClass, handler),
    result: results.pods(connection.cluster.id).get(pod.uid),
    events,
    manifest: await podYaml(raw),
  };
  return podDetails(details, Date.now());
}
