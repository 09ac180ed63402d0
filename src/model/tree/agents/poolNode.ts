import { markdownCode, markdownText, plainText } from '../../../base/text/plainText.ts';
import type { PoolState } from '../../agents/poolState.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import type { ClusterView } from '../clusterView.ts';
import { facts } from '../tooltip.ts';
import { describe, type RowPart, spokenLabel, type TreeNode } from '../treeNode.ts';
import { agentRow } from './agentRow.ts';
import { ASKS_FOR_NONE, type Rank } from './sandboxText.ts';

/** How much stands in the way of a pool. `templatesKnown`: a template that is not there is gone. */
export function poolRank({ stale, promise }: PoolState, templatesKnown: boolean): Rank {
  if (stale?.isRed) return 'red';
  return stale || promise?.isNone || (!promise && templatesKnown) ? 'warning' : 'fine';
}

/** The row of a warm pool. */
export function poolNode(
  view: ClusterView,
  parent: string,
  state: PoolState,
  templatesKnown: boolean,
): TreeNode {
  const { pool, promise, free, ready, stale } = state;
  const name = plainText(pool.name);
  const template = plainText(pool.templateName, 63);
  const isGone = !promise && templatesKnown;
  const said = (sign: string, red: string): readonly RowPart[] => [
    isGone ? `its template ${template} does not exist${sign}` : `of template ${template}`,
    promise && (promise.isNone ? `${ASKS_FOR_NONE}${sign}` : ISOLATION_NAMES[promise.claim]),
    `${free} free, ${ready} ready`,
    stale && `${stale.count} stale${stale.isRed ? red : sign}`,
  ];
  const rank = poolRank(state, templatesKnown);
  return agentRow(view, parent, 'SandboxWarmPool', pool, {
    description: `pool ${describe(...said(' ⚠', ' ✗'))}`,
    icon: {
      id: 'layers',
      ...(rank === 'fine'
        ? {}
        : { color: rank === 'red' ? 'list.errorForeground' : 'list.warningForeground' }),
    },
    accessibleLabel: spokenLabel(`Pool ${name}`, ...said('', ', handed out all the same')),
    flags: ['SandboxWarmPool'],
    tooltip: () => tooltip(state),
  });
}

function tooltip({ pool, promise, free, ready, stale }: PoolState): string {
  return facts(
    `SandboxWarmPool ${markdownText(`${pool.namespace}/${pool.name}`)}`,
    [
      ['Template', markdownCode(pool.templateName)],
      ['Promises', promise ? ISOLATION_NAMES[promise.claim] : 'not known'],
      ['Free', String(free)],
      ['Ready', String(ready)],
      ['Update strategy', pool.updateStrategy],
    ],
    ...(stale
      ? [
          `${stale.isRed ? '✗' : '⚠'} ${stale.count} of its free members have another class than its template${
            pool.updateStrategy === 'OnReplenish'
              ? ', and are handed to new claims all the same'
              : ', and are replaced before a claim gets them'
          }.`,
        ]
      : []),
  );
}
