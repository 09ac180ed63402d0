import { type Problem, problemText } from '../../base/problem.ts';
import { codeBlock } from '../../base/report/codeBlock.ts';
import { markdownTable } from '../../base/report/markdownTable.ts';
import { count, numberText } from '../../base/text/count.ts';
import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import type { PodEvent } from '../../kube/resources/podEvents.ts';
import type { ClaimingPod } from '../../model/cluster/clusterSummary.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import { shortNodeName } from '../../model/tree/nodeNode.ts';
import { podStateText, sortedByState } from '../../model/tree/groups/podState.ts';
import { eventsList } from './eventsMarkdown.ts';

/** How many rows a table of a page has. */
const MAX_ROWS = 500;

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

/** The manifest of a thing as YAML, or why it is not read. */
export function manifestPart(manifest: string | Problem): string {
  const text =
    typeof manifest === 'string'
      ? codeBlock('yaml', manifest)
      : markdownText(problemText(manifest), 500);
  return `## Manifest\n\n${text}`;
}

/** What stands over a column of a table, and what it says of a row, in Markdown. */
export type Column<T> = readonly [heading: string, cell: (row: T) => string];

/** A table of what there is under a heading with its number; `notes` stand above it. */
export function tablePart<T>(
  heading: string,
  noun: string,
  all: readonly T[],
  columns: readonly Column<T>[],
  ...notes: readonly string[]
): string {
  if (all.length === 0) return `## ${heading}\n\nNone.`;
  const rows = all.slice(0, MAX_ROWS).map((row) => columns.map(([, cell]) => cell(row)));
  const headings = columns.map(([text]) => text);
  const more = all.length - rows.length;
  return [
    `## ${heading}: ${numberText(all.length)}`,
    ...notes,
    markdownTable(headings, rows).join('\n'),
    ...(more > 0 ? [`And ${count(more, `more ${noun}`)}.`] : []),
  ].join('\n\n');
}

/** The columns of pods that say the same on a page whose pods have that in common. */
const POD_COLUMNS = {
  RuntimeClass: ({ pod }) =>
    pod.runtimeClass === undefined ? 'none' : markdownCode(pod.runtimeClass),
  Claims: ({ claim }) => ISOLATION_NAMES[claim],
  Node: ({ pod }) => (pod.node === undefined ? '' : markdownCode(shortNodeName(pod.node))),
} as const satisfies Record<string, Column<ClaimingPod>[1]>;

/**
 * Pods with what they claim and what their kernel said, problems first. `pods` is absent while they
 * are not known.
 */
export function podsPart(
  pods: readonly ClaimingPod[] | undefined,
  results: ReadonlyMap<string, CheckResult>,
  without: readonly (keyof typeof POD_COLUMNS)[] = [],
): string {
  if (!pods) return '## Pods\n\nNot known: the pods of this cluster are not known here.';
  return tablePart(
    'Pods',
    'pod',
    sortedByState(pods, results),
    [
      ['Pod', ({ pod }) => markdownCode(`${pod.namespace}/${pod.name}`)],
      ...Object.entries(POD_COLUMNS).filter(([heading]) => without.every((one) => one !== heading)),
      ['Kernel check', (one) => markdownText(podStateText(one, results.get(one.pod.uid)), 200)],
    ],
    '**Check Kernel** in the menu of the row checks those that name a RuntimeClass.',
  );
}
