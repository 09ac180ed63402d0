import type { Problem } from '../../base/problem.ts';
import { markdownText } from '../../base/text/plainText.ts';
import type { PodEvent } from '../../kube/resources/podEvents.ts';
import type { ClaimingPod } from '../../model/cluster/clusterSummary.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { workloadFacts } from '../../model/tree/facts/workloadFacts.ts';
import type { PodlessWorkload } from '../../model/workload/podlessWorkload.ts';
import { detailsPage, eventsPart, manifestPart, podsPart } from './detailsPage.ts';

/** What is shown of a workload; events are there, or why they are not. */
export interface WorkloadDetails {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent where it lacks none. */
  readonly podless: PodlessWorkload | undefined;
  /** Absent while the pods of the cluster are not known. */
  readonly pods: readonly ClaimingPod[] | undefined;
  readonly results: ReadonlyMap<string, CheckResult>;
  readonly events: readonly PodEvent[] | Problem;
  /** As YAML, or why it is not read. */
  readonly manifest: string | Problem;
}

/** A workload: why it has no pods, or its pods; its events, its manifest. */
export function workloadDetails(
  { kind, namespace, name, podless, pods, results, events, manifest }: WorkloadDetails,
  now: number,
): string {
  return detailsPage(
    `${markdownText(kind)} ${markdownText(`${namespace}/${name}`)}`,
    podless ? workloadFacts(podless) : [],
    podless && pods?.length === 0 ? '' : podsPart(pods, results),
    eventsPart(events, now),
    manifestPart(manifest),
  );
}
