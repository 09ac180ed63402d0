import type { Problem } from '../../base/problem.ts';
import { codeBlock } from '../../base/report/codeBlock.ts';
import { markdownText } from '../../base/text/plainText.ts';
import type { PodEvent } from '../../kube/resources/podEvents.ts';
import { workloadFacts } from '../../model/tree/facts/workloadFacts.ts';
import type { PodlessWorkload } from '../../model/workload/podlessWorkload.ts';
import { detailsPage, eventsPart } from './detailsPage.ts';

/** What is shown of a workload; events are there, or why they are not. */
export interface WorkloadDetails {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent once it has its pods. */
  readonly podless: PodlessWorkload | undefined;
  readonly events: readonly PodEvent[] | Problem;
  /** As YAML. */
  readonly manifest: string;
}

/** Why a workload has no pods: what its controller says, its events, its manifest. */
export function workloadDetails(
  { kind, namespace, name, podless, events, manifest }: WorkloadDetails,
  now: number,
): string {
  return detailsPage(
    `${markdownText(kind)} ${markdownText(`${namespace}/${name}`)}`,
    podless ? workloadFacts(podless) : [['Has', 'all its pods by now']],
    eventsPart(events, now),
    '## Manifest',
    codeBlock('yaml', manifest),
  );
}
