import { markdownCode, markdownText } from '../../../base/text/plainText.ts';
import type { ClaimingPod } from '../../cluster/clusterSummary.ts';
import { type CheckResult, READ_BY_NAMES, VERDICT_NAMES } from '../../isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';

/** What is known of a pod and of its kernel, as names and Markdown; empty for what is not. */
export function podFacts(
  { pod, claim }: ClaimingPod,
  result: CheckResult | undefined,
): readonly (readonly [name: string, value: string])[] {
  return [
    ['RuntimeClass', pod.runtimeClass ? markdownCode(pod.runtimeClass) : 'none'],
    ['Claims', ISOLATION_NAMES[claim]],
    ['Phase', markdownText(pod.phase)],
    ['Waiting for', pod.waiting ? markdownText(pod.waiting, 500) : ''],
    ['Node', pod.node ? markdownCode(pod.node) : ''],
    ['Controlled by', pod.owner ? markdownText(`${pod.owner.kind} ${pod.owner.name}`) : ''],
    [
      'Kernel check',
      result
        ? markdownText(`${VERDICT_NAMES[result.verdict]}: ${result.reason}`, 500)
        : 'not done yet',
    ],
    ['Read by', readByText(result)],
    ['Kernel', result?.kernel ? markdownCode(result.kernel) : ''],
    ["Node's kernel", result?.nodeKernel ? markdownCode(result.nodeKernel) : ''],
  ];
}

function readByText(result: CheckResult | undefined): string {
  if (!result?.readBy) return '';
  return READ_BY_NAMES[result.readBy] + (result.readThrough ? ', through kubectl exec' : '');
}
