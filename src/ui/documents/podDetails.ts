import { markdownText } from '../../base/text/plainText.ts';
import type { Problem } from '../../base/problem.ts';
import type { PodEvent } from '../../kube/resources/podEvents.ts';
import type { ClaimingPod } from '../../model/cluster/clusterSummary.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { podFacts } from '../../model/tree/facts/podFacts.ts';
import { detailsPage, eventsPart, manifestPart } from './detailsPage.ts';

/** What is shown of a pod; events are there, or why they are not. */
export interface PodDetails extends ClaimingPod {
  readonly result: CheckResult | undefined;
  readonly events: readonly PodEvent[] | Problem;
  /** As YAML. */
  readonly manifest: string;
}

/** All of a pod on one page: claim, evidence of its kernel, events, manifest. */
export function podDetails(
  { result, events, manifest, ...claiming }: PodDetails,
  now: number,
): string {
  const { namespace, name } = claiming.pod;
  return detailsPage(
    `Pod ${markdownText(`${namespace}/${name}`)}`,
    podFacts(claiming, result),
    evidencePart(result),
    eventsPart(events, now),
    manifestPart(manifest),
  );
}

function evidencePart(result: CheckResult | undefined): string {
  if (!result || result.evidence.length === 0) return '';
  const lines = result.evidence.map(({ source, container, text }) => {
    const where = container === undefined ? source : `${source}, container ${container}`;
    return `- ${markdownText(where)}: ${markdownText(text, 500)}`;
  });
  return `## Evidence\n\n${lines.join('\n')}`;
}
