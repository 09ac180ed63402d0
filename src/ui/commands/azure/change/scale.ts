import type { NewPool } from '../../../../azure/pools/newPool.ts';
import { countText, parseCount } from '../../../../azure/pools/poolInput.ts';
import { count, plural } from '../../../../base/text/count.ts';
import type { AgentPool } from '../../../../model/aks/agentPool.ts';

/** How many nodes a pool is to have. */
export type Scale = Pick<NewPool, 'count' | 'autoscale'>;
type Scaled = Pick<AgentPool, 'count' | 'autoscale' | 'mode'>;

/** Reads what a person typed; a text says why it cannot be. */
export function readScale(text: string, pool: Scaled): Scale | string {
  const scale = parseCount(text);
  if (typeof scale === 'string') return scale;
  const least = scale.autoscale?.min ?? scale.count;
  if (pool.mode === 'System' && least < 1) return 'A System pool has one node at least';
  if (scale.autoscale?.max === 0) return 'The autoscaler may make one node at least';
  return countText(scale) === countText(pool) ? 'That is what it has now' : scale;
}

/** What scaling comes to, as Markdown. */
export function scaleSays(pool: Scaled, to: Scale): readonly string[] {
  const { autoscale } = to;
  if (autoscale) {
    return [
      `The cluster autoscaler keeps between **${autoscale.min}** and **${count(autoscale.max, 'node')}**. Nodes are paid while they run.`,
      ...(autoscale.min === 0
        ? [
            'An empty pool may not grow for a pod with a RuntimeClass: the autoscaler does not know which nodes would get its label. One node that stays avoids that.',
          ]
        : []),
    ];
  }
  const more = to.count - pool.count;
  const change = `From **${pool.count}** to **${count(to.count, 'node')}**.`;
  const comes =
    more > 0
      ? `${count(more, 'node')} more ${plural(more, 'is', 'are')} paid while ${plural(more, 'it runs', 'they run')}.`
      : more < 0
        ? `Azure chooses the ${plural(-more, 'node that goes', 'nodes that go')}, and the pods there go too.`
        : '';
  const stops = pool.autoscale ? 'The cluster autoscaler no longer scales it.' : '';
  return [[change, comes, stops].filter((text) => text !== '').join(' ')];
}
