import { count, numberText } from '../../base/text/count.ts';
import { markdownTable } from '../../base/report/markdownTable.ts';
import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import { timeText } from '../../base/text/timeText.ts';
import { type CheckResult, VERDICT_NAMES } from '../../model/isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import {
  inReportOrder,
  type CheckReport,
  summarize,
  summaryText,
  type Unchecked,
} from './checkReport.ts';
import { contradictionAdvice } from './contradictionAdvice.ts';
import { promiseText } from './podProblem.ts';
import { isClaimOpen, REQUIRED_NAMES } from './requiredSandbox.ts';
import { sandboxTally, tallyText } from '../../model/pod/sandboxTally.ts';
import { verdictText } from '../../model/isolation/contradictions.ts';

const HEADINGS: readonly string[] = [
  'Pod',
  'Claim',
  'Verdict',
  'Read by',
  'Kernel',
  'Node',
  "Node's kernel",
  'Reason',
];

/** What an image can make a report say, and what not. */
const TRUST =
  "Where it says **image**, the image's own `cat` or `uname` read the kernel: a program that may print anything. It cannot make another container or another reader lie. **ephemeral** is this product's program in the pod's own sandbox; **canary** is the same in a pod of its own: it speaks of the class on that node, not of the pod.";

/** Where the page of a pod is, from the report; `undefined` where there is none. */
export type LinkOf = (pod: CheckResult) => string | undefined;

/**
 * A report as Markdown for people: the summary, contradictions first, every pod, then the evidence.
 */
export function reportMarkdown(report: CheckReport, linkOf: LinkOf = () => undefined): string {
  const linked = (pod: CheckResult): string => {
    const link = linkOf(pod);
    return link === undefined ? nameOf(pod) : `[${nameOf(pod)}](${link})`;
  };
  const summary = summarize(report);
  const ordered = inReportOrder(report);
  return [
    `# Kernel check: ${markdownText(report.cluster)}`,
    '',
    `Checked on ${timeText(report.checkedAt)}${report.scope === undefined ? '' : `: ${markdownText(report.scope)}`}. ${summaryText(summary)}.`,
    ...countedPart(report),
    ...(report.limits ?? []).flatMap((limit) => ['', `${markdownText(limit, 500)}.`]),
    ...(report.cancelledOf === undefined
      ? []
      : [
          '',
          `**This report is not complete**: the check was cancelled after ${numberText(report.pods.length)} of ${count(report.cancelledOf, 'pod')}.`,
        ]),
    ...section('Contradictions', summary.contradictions, (pods) => [
      ...pods.map((pod) => contradiction(pod, linked(pod))),
      '',
      '**What to do**',
      '',
      ...contradictionAdvice(pods).map((advice) => `- ${advice}`),
    ]),
    ...(report.required === undefined
      ? []
      : section(`Without a claim of ${REQUIRED_NAMES[report.required]}`, summary.lacking, (pods) =>
          pods.map(lacking),
        )),
    ...(report.unchecked?.length
      ? ['', '## Not checked', '', ...report.unchecked.map(unchecked)]
      : []),
    ...section('Less than promised', summary.broken, (pods) => pods.flatMap(lessThanPromised)),
    ...section('All pods', ordered, (pods) => allPods(pods, linked)),
    ...(ordered.some(({ readBy }) => readBy !== undefined) ? ['', TRUST] : []),
    ...section('Evidence', ordered, (pods) => pods.flatMap(evidence)),
    '',
  ].join('\n');
}

/** How these pods belong to those that the tree counts, where they are not the same. */
function countedPart({ pods }: CheckReport): readonly string[] {
  const tally = sandboxTally(pods);
  const isSame = tally.sandboxed === pods.length && tally.ended === 0;
  return isSame ? [] : ['', `Counted: ${tallyText(tally)}.`];
}

function section(
  title: string,
  pods: readonly CheckResult[],
  body: (pods: readonly CheckResult[]) => readonly string[],
): readonly string[] {
  return pods.length === 0 ? [] : ['', `## ${title}`, '', ...body(pods)];
}

function contradiction(pod: CheckResult, name: string): string {
  return `- ${name} claims ${ISOLATION_NAMES[pod.claim]} by its RuntimeClass ${markdownCode(pod.runtimeClass ?? '')}, but runs on ${VERDICT_NAMES[pod.verdict]}: ${markdownText(pod.reason, 500)}.`;
}

function unchecked({ object, why }: Unchecked): string {
  return `- ${markdownCode(object)}: ${markdownText(why, 500)}.`;
}

function lacking(pod: CheckResult): string {
  return `- ${nameOf(pod)} claims ${ISOLATION_NAMES[pod.claim]}${
    pod.runtimeClass === undefined
      ? ': it names no RuntimeClass'
      : ` by its RuntimeClass ${markdownCode(pod.runtimeClass)}`
  }.`;
}

function lessThanPromised(pod: CheckResult): readonly string[] {
  return pod.sandbox ? [`- ${markdownText(promiseText(pod, pod.sandbox), 500)}`] : [];
}

function allPods(
  pods: readonly CheckResult[],
  linked: (pod: CheckResult) => string,
): readonly string[] {
  const rows = pods.map((pod) => cells(pod, linked(pod)));
  if (pods.every(({ sandbox }) => sandbox === undefined)) return markdownTable(HEADINGS, rows);
  const withSandbox = rows.map((row, at) => [markdownCode(pods[at]?.sandbox?.name ?? ''), ...row]);
  return markdownTable(['Sandbox', ...HEADINGS], withSandbox);
}

function cells(pod: CheckResult, name: string): readonly string[] {
  return [
    name,
    isClaimOpen(pod) ? 'not known' : ISOLATION_NAMES[pod.claim],
    verdictText(pod),
    pod.readBy ?? '—',
    markdownCode(pod.kernel ?? ''),
    markdownCode(pod.node ?? ''),
    markdownCode(pod.nodeKernel ?? ''),
    markdownText(pod.reason, 500),
  ];
}

function evidence(pod: CheckResult): readonly string[] {
  return [
    `- ${nameOf(pod)}: ${VERDICT_NAMES[pod.verdict]}, ${markdownText(pod.reason, 500)}`,
    ...pod.evidence.map(
      ({ source, container, text }) =>
        `  - ${source}${container ? ` in ${markdownCode(container)}` : ''}: ${markdownCode(text, 500)}`,
    ),
  ];
}

function nameOf({ namespace, name }: CheckResult): string {
  return markdownCode(`${namespace}/${name}`);
}
