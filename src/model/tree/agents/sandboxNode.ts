import { markdownCode, markdownText, plainText } from '../../../base/text/plainText.ts';
import { notReadyText } from '../../agents/readyCondition.ts';
import { isSandboxedByNode, type SandboxState } from '../../agents/sandboxState.ts';
import { type CheckResult, resultNow } from '../../isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import type { ClusterView } from '../clusterView.ts';
import { podFacts } from '../facts/podFacts.ts';
import { facts } from '../tooltip.ts';
import type { TreeNode } from '../treeNode.ts';
import { agentRow } from './agentRow.ts';
import { ASKS_FOR_NONE, BY_NODE, sandboxText } from './sandboxText.ts';

/** The last check of a Sandbox's pod that tells more than how the pod is now. */
export function resultOf(
  { results }: Pick<ClusterView, 'results'>,
  { pod }: SandboxState,
): CheckResult | undefined {
  return pod && resultNow(results.get(pod.uid), pod.phase);
}

/** The row of a Sandbox. */
export function sandboxNode(view: ClusterView, parent: string, state: SandboxState): TreeNode {
  const { sandbox, pod } = state;
  const result = resultOf(view, state);
  const { text, spoken, icon } = sandboxText(state, result);
  const name = plainText(sandbox.name);
  return agentRow(view, parent, 'Sandbox', sandbox, {
    description: text,
    icon,
    accessibleLabel: `Sandbox ${name}, ${spoken}`,
    flags: ['Sandbox', pod?.phase === 'Running' ? 'running' : 'notRunning'],
    tooltip: () => tooltip(state, result),
  });
}

function tooltip(state: SandboxState, result: CheckResult | undefined): string {
  const { sandbox, pod, podCount, asked, promise, drift, asksForNone } = state;
  const { owner, ready } = sandbox;
  const byNode = isSandboxedByNode(state, result?.verdict);
  return facts(
    `Sandbox ${markdownText(`${sandbox.namespace}/${sandbox.name}`)}`,
    [
      [
        "Template's RuntimeClass",
        sandbox.runtimeClass ? markdownCode(sandbox.runtimeClass) : 'none',
      ],
      ['Promises', ISOLATION_NAMES[promise.claim]],
      ['Controlled by', owner ? markdownText(`${owner.kind} ${owner.name}`) : ''],
      ['Not ready', ready?.isReady ? '' : markdownText(notReadyText(ready), 500)],
      ['Pod', pod ? markdownCode(pod.name) : podCount === undefined ? 'not known' : 'none'],
      ...(pod ? podFacts({ pod, claim: asked.claim }, result) : []),
    ],
    ...(byNode ? [`It is ${BY_NODE}: another node would not.`] : []),
    ...(asksForNone && !byNode ? [`⚠ It ${ASKS_FOR_NONE}: ${NOTHING_ELSE}`] : []),
    ...(drift
      ? [`${drift.isLess ? '✗ ' : ''}Its pod has another class than its template. ${MEND}`]
      : []),
  );
}

const NOTHING_ELSE =
  'a RuntimeClass in its pod template alone isolates it; whether its node does is for the kernel check to say.';
const MEND =
  'Delete the pod, or suspend the Sandbox and resume it: all but what is in its volumes is lost.';
