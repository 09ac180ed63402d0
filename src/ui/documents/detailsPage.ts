import { type Problem, problemText } from '../../base/problem.ts';
import { markdownTable } from '../../base/report/markdownTable.ts';
import { count } from '../../base/text/count.ts';
import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import type { PodEvent } from '../../kube/resources/podEvents.ts';
import type { ClaimingPod } from '../../model/cluster/clusterSummary.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import { shortNodeName } from '../../model/tree/nodeNode.ts';
import { podStateText, sortedByState } from '../../model/tree/groups/podState.ts';
import { eventsList } from './eventsMarkdown.ts';

/** How many pods a page lists. */
const MAX_PODS = 500;

/** A page about one thing: heading, what is known of it, and further parts, all in Markdown. */
export function detailsPage(
  heading: string,
  rows: readonly (readonly [name: string, value: string])[],
  ...parts: readonly string[]
): string {
  const lines = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `- ${name}: ${value}`);
  const all = [`# ${heading}`, lines.join('\n'), ...parts];
  return `${all.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The problems of a thing, each as a line; empty for none. */
export function problemLines(texts: readonly string[]): string {
  return texts.map((text) => `⚠ ${markdownText(text, 500)}`).join('\n\n');
}

/** Events, or why they may not be read. */
export function eventsPart(events: readonly PodEvent[] | Problem, now: number): string {
  const text = 'what' in events ? markdownText(problemText(events), 500) : eventsList(events, now);
  return `## Events\n\n${text}`;
}

/** The columns of pods that say the same on a page whose pods have that in common. */
export type PodColumn = 'RuntimeClass' | 'Claims' | 'Node';

/**
 * Pods with what they claim and what their kernel said, problems first. `pods` is absent while they
 * are not known.
 */
export function podsPart(
  pods: readonly ClaimingPod[] | undefined,
  results: ReadonlyMap<string, CheckResult>,
  without: readonly PodColumn[] = [],
): string {
  if (!pods) return '## Pods\n\nNot known: the pods of this cluster are not known here.';
  if (pods.length === 0) return '## Pods\n\nNone.';
  const columns = (['RuntimeClass', 'Claims', 'Node'] as const).filter(
    (column) => !without.includes(column),
  );
  const rows = sortedByState(pods, results)
    .slice(0, MAX_PODS)
    .map((one) => [
      markdownCode(`${one.pod.namespace}/${one.pod.name}`),
      ...columns.map((column) => cellOf(one, column)),
      markdownText(podStateText(one, results.get(one.pod.uid)), 200),
    ]);
  const more = pods.length - rows.length;
  return [
    `## Pods: ${pods.length.toLocaleString('en')}`,
    '**Check Kernel** in the menu of the row checks those that name a RuntimeClass.',
    markdownTable(['Pod', ...columns, 'Kernel check'], rows).join('\n'),
    ...(more > 0 ? [`And ${count(more, 'more pod')}.`] : []),
  ].join('\n\n');
}

function cellOf({ pod, claim }: ClaimingPod, column: PodColumn): string {
  switch (column) {
    case 'RuntimeClass':
      return pod.runtimeClass === undefined ? 'none' : markdownCode(pod.runtimeClass);
    case 'Claims':
      return ISOLATION_NAMES[claim];
    case 'Node':
      return pod.node === undefined ? '' : markdownCode(shortNodeName(pod.node));
  }
}
