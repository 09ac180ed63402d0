import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import { type Coverage, type CoveredPod } from '../../model/pod/coverage.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import { markdownTable } from '../../base/report/markdownTable.ts';

/** Which pods claim a sandbox and which do not, by namespace, as Markdown. */
export function coverageMarkdown(
  cluster: string,
  namespace: string | undefined,
  coverage: readonly Coverage[],
): string {
  const sandboxed = coverage.reduce((sum, one) => sum + one.sandboxed.length, 0);
  const all = coverage.reduce((sum, one) => sum + one.sandboxed.length + one.others.length, 0);
  const where =
    namespace === undefined ? markdownText(cluster) : markdownText(`${cluster}, ${namespace}`);
  const summary = coverage.map((one) => [
    markdownCode(one.namespace),
    String(one.sandboxed.length),
    String(one.others.length),
  ]);
  return [
    `# Sandbox coverage: ${where}`,
    '',
    `${sandboxed} of ${all} pods claim a sandbox by their RuntimeClass; pods that have ended are left out. A claim is no proof: check the kernel.`,
    ...(coverage.length > 1
      ? ['', ...markdownTable(['Namespace', 'Sandboxed', 'Not sandboxed'], summary)]
      : []),
    ...coverage.flatMap((one) => [
      '',
      `## ${markdownText(one.namespace)}`,
      ...part('Not sandboxed', one.others),
      ...part('Sandboxed', one.sandboxed),
    ]),
    '',
  ].join('\n');
}

function part(title: string, pods: readonly CoveredPod[]): readonly string[] {
  if (pods.length === 0) return [];
  const rows = pods.map(({ pod, claim }) => [
    markdownCode(pod.name),
    pod.runtimeClass === undefined ? 'none' : markdownCode(pod.runtimeClass),
    ISOLATION_NAMES[claim],
    pod.owner ? markdownText(`${pod.owner.kind} ${pod.owner.name}`) : '',
  ]);
  return [
    '',
    `### ${title}: ${pods.length}`,
    '',
    ...markdownTable(['Pod', 'RuntimeClass', 'Claims', 'Controlled by'], rows),
  ];
}
