import { markdownTable } from '../../base/report/markdownTable.ts';
import { count, numberText } from '../../base/text/count.ts';
import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import { type ReachedCluster, unverifiedLimits } from '../../model/cluster/unverified.ts';
import { verdictText } from '../../model/isolation/contradictions.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import {
  byWorkload,
  type Coverage,
  type CoveredPod,
  type CoveredWorkload,
} from '../../model/pod/coverage.ts';
import { sandboxTally, tallyText } from '../../model/pod/sandboxTally.ts';

/** How many pods of a workload are named. */
const MAX_NAMED = 3;

/** Which pods claim a sandbox and which do not, by namespace and workload, as Markdown. */
export function coverageMarkdown(
  cluster: ReachedCluster,
  namespace: string | undefined,
  coverage: readonly Coverage[],
): string {
  const where = markdownText(
    namespace === undefined ? cluster.name : `${cluster.name}, ${namespace}`,
  );
  const users = coverage.filter(({ isSystem }) => !isSystem);
  const system = coverage.filter(({ isSystem }) => isSystem);
  const isMixed = users.length > 0 && system.length > 0;
  return [
    `# Sandbox coverage: ${where}`,
    '',
    `**${shareText(coverage)}** by their RuntimeClass. A claim is no proof: check the kernel.`,
    '',
    countedText(coverage),
    ...unverifiedLimits(cluster).flatMap((limit) => ['', `${markdownText(limit, 500)}.`]),
    ...(isMixed
      ? [
          '',
          `- Namespaces of users: ${shareText(users)}`,
          `- Namespaces of the cluster itself: ${shareText(system)}`,
        ]
      : []),
    ...(coverage.length > 1 ? ['', ...markdownTable(SUMMARY, coverage.map(summaryRow))] : []),
    ...users.flatMap(namespacePart),
    ...(isMixed ? ['', '# Namespaces of the cluster itself'] : []),
    ...system.flatMap(namespacePart),
    '',
  ].join('\n');
}

const SUMMARY = ['Namespace', 'Sandboxed', 'Not sandboxed', 'Share'];

function summaryRow({ namespace, sandboxed, others }: Coverage): readonly string[] {
  return [
    markdownCode(namespace),
    numberText(sandboxed.length),
    numberText(others.length),
    percentText(sandboxed.length, sandboxed.length + others.length),
  ];
}

/** E.g. `8 of 12 pods (67%) claim a sandbox`. */
function shareText(coverage: readonly Coverage[]): string {
  const sandboxed = coverage.reduce((sum, one) => sum + one.sandboxed.length, 0);
  const live = coverage.reduce((sum, one) => sum + one.others.length, sandboxed);
  const percent = live === 0 ? '' : ` (${percentText(sandboxed, live)})`;
  return `${numberText(sandboxed)} of ${count(live, 'pod')}${percent} claim a sandbox`;
}

function percentText(sandboxed: number, live: number): string {
  if (live === 0) return '—';
  // All and none are said of all and none alone.
  const rounded = Math.round((sandboxed / live) * 100);
  const isAll = sandboxed === live || sandboxed === 0;
  return `${isAll ? rounded : Math.min(99, Math.max(1, rounded))}%`;
}

/** How these numbers belong to those of the tree and of a kernel check. */
function countedText(coverage: readonly Coverage[]): string {
  const pods = coverage.flatMap(({ sandboxed, others, ended }) => [
    ...sandboxed,
    ...others,
    ...ended,
  ]);
  const tally = sandboxTally(
    pods.map(({ pod, claim }) => ({ claim, runtimeClass: pod.runtimeClass, phase: pod.phase })),
  );
  return `Counted: ${tallyText(tally)}. The tree lists all sandboxed pods, a kernel check those with any RuntimeClass; the shares leave out pods that have ended.`;
}

function namespacePart({ namespace, others, sandboxed }: Coverage): readonly string[] {
  return [
    '',
    `## ${markdownText(namespace)}`,
    ...part('Not sandboxed', others),
    ...part('Sandboxed', sandboxed),
  ];
}

const WORKLOAD = ['Workload', 'Pods', 'RuntimeClass', 'Claims', 'Kernel check'];

function part(title: string, pods: readonly CoveredPod[]): readonly string[] {
  if (pods.length === 0) return [];
  return [
    '',
    `### ${title}: ${count(pods.length, 'pod')}`,
    '',
    ...markdownTable(WORKLOAD, byWorkload(pods).map(workloadRow)),
  ];
}

function workloadRow(workload: CoveredWorkload): readonly string[] {
  const { kind, name, runtimeClass, claim, pods } = workload;
  const named = pods.slice(0, MAX_NAMED).map(({ pod }) => markdownCode(pod.name));
  const more = pods.length - named.length;
  return [
    markdownText(`${kind} ${name}`),
    `${numberText(pods.length)}: ${named.join(', ')}${more > 0 ? ` and ${numberText(more)} more` : ''}`,
    runtimeClass === undefined ? 'none' : markdownCode(runtimeClass),
    ISOLATION_NAMES[claim],
    checksText(pods),
  ];
}

/** E.g. `✗ 1 the node's kernel, 2 gVisor, 1 not checked`. */
function checksText(pods: readonly CoveredPod[]): string {
  const said = Map.groupBy(pods, checkText);
  const parts = [...said].map(([text, members]) => ({ text, number: members.length }));
  return parts
    .toSorted((a, b) => Number(b.text.startsWith('✗')) - Number(a.text.startsWith('✗')))
    .map(({ text, number }) => (parts.length === 1 ? text : `${numberText(number)} ${text}`))
    .join(', ');
}

/** What a kernel check said of a pod, in a few words. */
export function checkText({ result }: CoveredPod): string {
  return result ? verdictText(result) : 'not checked';
}
