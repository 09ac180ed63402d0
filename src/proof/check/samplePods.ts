import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import { type CheckResult, VERDICT_NAMES } from '../../model/isolation/checkResult.ts';
import { type ReachedCluster, unverifiedLimits } from '../../model/cluster/unverified.ts';
import { claimsSandbox } from '../../model/isolation/claim.ts';
import { isContradiction } from '../../model/isolation/contradictions.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';

/** The kernels that sample pods saw, side by side, as a table of Markdown. */
export function samplesMarkdown(cluster: ReachedCluster, samples: readonly CheckResult[]): string {
  const rows = samples.map((sample) => {
    const { runtimeClass, claim, kernel, node } = sample;
    const name = runtimeClass === undefined ? '(none)' : markdownCode(runtimeClass);
    const saw = kernel === undefined ? '—' : markdownCode(kernel);
    const where = node === undefined ? '—' : markdownCode(node);
    return `| ${name} | ${ISOLATION_NAMES[claim]} | ${saw} | ${where} | ${markdownText(resultText(sample), 500)} |`;
  });
  return [
    `# Sample pods in ${markdownText(cluster.name)}`,
    '',
    'One pod for each runtime class that a node can run, and one without. They are deleted again; one that cannot be ends by itself within two minutes.',
    'What one of them shows is true of its class on its node.',
    '',
    ...unverifiedLimits(cluster).flatMap((limit) => [`${markdownText(limit, 500)}.`, '']),
    '| Runtime class | Claims | Kernel that the pod saw | Node | Result |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function resultText(sample: CheckResult): string {
  const { verdict, readBy, claim, reason } = sample;
  if (readBy === undefined) return `did not run: ${reason}`;
  if (verdict === 'indeterminate') return `open: ${reason}`;
  const mark = isContradiction(sample) ? '✗ ' : claimsSandbox(claim) ? '✓ ' : '';
  return `${mark}${VERDICT_NAMES[verdict]}`;
}
