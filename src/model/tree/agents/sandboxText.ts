import { plainText } from '../../../base/text/plainText.ts';
import { notReadyText } from '../../agents/readyCondition.ts';
import { type Drift, isSandboxedByNode, type SandboxState } from '../../agents/sandboxState.ts';
import { type CheckResult, VERDICT_NAMES } from '../../isolation/checkResult.ts';
import { isContradiction } from '../../isolation/contradictions.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import { describe, spokenLabel, type TreeIcon } from '../treeNode.ts';

/** How much stands in the way: red comes first, then what is to be looked at. */
export type Rank = 'red' | 'warning' | 'fine';

/** What a row says. */
export interface RowText {
  readonly text: string;
  /** The same for a screen reader, without signs. */
  readonly spoken: string;
  readonly icon: TreeIcon;
  readonly rank: Rank;
}

const RED: TreeIcon = { id: 'error', color: 'list.errorForeground' };
const WARNING: TreeIcon = { id: 'warning', color: 'list.warningForeground' };
const PROVEN: TreeIcon = { id: 'pass-filled', color: 'testing.iconPassed' };

export const ASKS_FOR_NONE = 'asks for no sandbox';
export const BY_NODE = 'sandboxed by its node, not by its class';

/** What the row of a Sandbox says: of its pod and what the kernel said, else why there is none. */
export function sandboxText(state: SandboxState, result: CheckResult | undefined): RowText {
  const { drift, asksForNone, asked } = state;
  const verdict = result?.verdict;
  if (drift?.isLess) {
    const text = driftText(drift);
    return { text: `${text} ✗`, spoken: `less than promised: ${text}`, icon: RED, rank: 'red' };
  }
  if (result && isContradiction(result)) {
    const text = `runs on ${VERDICT_NAMES[result.verdict]}`;
    const claim = ISOLATION_NAMES[asked.claim];
    return {
      text: `✗ ${claim}: ${text}`,
      spoken: `claims ${claim}, contradicted: ${text}`,
      icon: RED,
      rank: 'red',
    };
  }
  if (isSandboxedByNode(state, verdict)) {
    return { text: BY_NODE, spoken: BY_NODE, icon: WARNING, rank: 'warning' };
  }
  if (asksForNone) {
    const kernel = verdict === 'host-kernel' && `runs on ${VERDICT_NAMES[verdict]}`;
    const more = [stateText(state), kernel];
    return {
      text: describe(`${ASKS_FOR_NONE} ⚠`, ...more),
      spoken: spokenLabel(ASKS_FOR_NONE, ...more),
      icon: WARNING,
      rank: 'warning',
    };
  }
  return withClaim(state, result);
}

function withClaim(state: SandboxState, result: CheckResult | undefined): RowText {
  const { drift, asked, pod, sandbox } = state;
  const claim = ISOLATION_NAMES[asked.claim];
  const note = drift && driftText(drift);
  const said = (text: string, icon: TreeIcon, rank: Rank, why = ''): RowText => ({
    text: describe(text, why, note),
    spoken: `claims ${spokenLabel(text.replace('✓', 'proven by'), why, note)}`,
    icon,
    rank,
  });
  const isProven = result?.verdict === 'gvisor' || result?.verdict === 'vm';
  if (pod && result && isProven) {
    return said(`${claim} ✓ ${plainText(result.kernel ?? '', 80)}`.trimEnd(), PROVEN, 'fine');
  }
  if (pod && result?.verdict === 'indeterminate') {
    const icon = { id: 'question', color: 'list.warningForeground' };
    return said(`${claim} ? ${plainText(result.reason, 120)}`, icon, 'warning');
  }
  if (pod && result?.verdict === 'host-kernel') {
    return said(`${claim}: runs on ${VERDICT_NAMES['host-kernel']}`, WARNING, 'warning');
  }
  const why = stateText(state);
  const isTrouble = TROUBLE.has(sandbox.ready?.reason ?? '');
  const icon = sandbox.suspended
    ? 'debug-pause'
    : pod?.phase === 'Running'
      ? 'shield'
      : 'circle-outline';
  return said(
    claim,
    isTrouble ? WARNING : { id: icon },
    isTrouble ? 'warning' : 'fine',
    why || plainText(pod?.phase ?? '', 40),
  );
}

/** Reasons that do not pass by themselves. */
const TROUBLE: ReadonlySet<string> = new Set([
  'ReconcilerError',
  'InvalidConfiguration',
  'PodFailed',
  'MultiplePods',
]);

/** Why a Sandbox has no pod, or not one that is ready; empty where there is nothing to say. */
function stateText({ sandbox, pod, podCount }: SandboxState): string {
  if (sandbox.terminating) return 'is being deleted';
  const why = plainText(notReadyText(sandbox.ready), 100);
  if (podCount !== undefined && podCount > 1) return `${podCount} pods`;
  if (pod) return sandbox.suspended ? 'is being suspended' : sandbox.ready ? why : '';
  if (sandbox.suspended) return podCount === undefined ? 'suspended' : 'no pod: suspended';
  if (podCount === undefined) return why || 'its pod is not known';
  return why ? `no pod: ${why}` : 'no pod';
}

/** Both classes, as in `template: gvisor, pod: none`. */
function driftText({ template, pod }: Drift): string {
  return `template: ${plainText(template, 63)}, pod: ${plainText(pod, 63)}`;
}
