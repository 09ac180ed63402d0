import { markdownCode, markdownText, plainText } from '../../../base/text/plainText.ts';
import type { ClaimState } from '../../agents/claimState.ts';
import { notReadyText } from '../../agents/readyCondition.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import type { ClusterView } from '../clusterView.ts';
import { facts } from '../tooltip.ts';
import { describe, type RowPart, spokenLabel, type TreeNode } from '../treeNode.ts';
import { agentRow } from './agentRow.ts';
import { ASKS_FOR_NONE, type Rank } from './sandboxText.ts';

/** Reasons that say that a claim only waits. */
const PASSING: ReadonlySet<string> = new Set([
  '',
  'DependenciesNotReady',
  'AdoptionConflict',
  'AdoptionPending',
  'SandboxCreatePending',
  'SandboxMissing',
  'SandboxNotReady',
]);

export function claimRank({ claim, sandbox, promise, isForeign }: ClaimState): Rank {
  if (isForeign || (sandbox?.asksForNone ?? promise?.isNone)) return 'warning';
  return claim.ready?.isReady !== false || PASSING.has(claim.ready.reason) ? 'fine' : 'warning';
}

/** The row of a claim. */
export function claimNode(view: ClusterView, parent: string, state: ClaimState): TreeNode {
  const { claim, sandbox, promise, isForeign } = state;
  const { namespace } = claim;
  const name = plainText(claim.name);
  const asksForNone = sandbox?.asksForNone ?? promise?.isNone ?? false;
  const asked = sandbox?.asked ?? promise;
  const why = plainText(notReadyText(claim.ready), 100);
  const said = (sign: string): readonly RowPart[] => [
    sandbox
      ? `of Sandbox ${plainText(sandbox.sandbox.name, 63)}`
      : isForeign
        ? `names Sandbox ${plainText(claim.sandboxName, 63)}, which is not its own${sign}`
        : 'without a Sandbox',
    asksForNone ? `${ASKS_FOR_NONE}${sign}` : asked && ISOLATION_NAMES[asked.claim],
    !isForeign && why,
  ];
  return agentRow(view, parent, 'SandboxClaim', claim, {
    description: `claim ${describe(...said(' ⚠'))}`,
    icon:
      claimRank(state) === 'fine'
        ? { id: 'link' }
        : { id: 'link', color: 'list.warningForeground' },
    accessibleLabel: spokenLabel(`Claim ${name}`, ...said('')),
    flags: ['SandboxClaim'],
    tooltip: () =>
      facts(`SandboxClaim ${markdownText(`${namespace}/${claim.name}`)}`, [
        ['Sandbox', sandbox ? markdownCode(sandbox.sandbox.name) : 'none'],
        ['Pool', claim.poolName ? markdownCode(claim.poolName) : ''],
        ['Template', claim.templateName ? markdownCode(claim.templateName) : ''],
        ['Promises', promise ? ISOLATION_NAMES[promise.claim] : 'not known'],
        ['Not ready', claim.ready?.isReady ? '' : markdownText(notReadyText(claim.ready), 500)],
      ]),
  });
}
