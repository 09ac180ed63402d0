import { markdownCode, markdownText } from '../../../base/text/plainText.ts';
import type { AgentPool } from '../../aks/agentPool.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import { taintText } from '../../kubernetes/taint.ts';
import type { NodePool } from '../../node/nodePool.ts';
import { azureFacts } from './azureFacts.ts';

/** What is known of a node pool, as names and Markdown; empty for what is not. */
export function poolFacts(
  pool: NodePool,
  azure: AgentPool | undefined,
  now: number,
): readonly (readonly [name: string, value: string])[] {
  const taints = [...new Set(pool.nodes.flatMap(({ taints: all }) => all.map(taintText)))];
  return [
    ['Sandbox', markdownText(isolationText(pool))],
    ['Nodes', `${pool.nodes.length}, ${pool.ready} Ready`],
    ['VM size', markdownText(pool.size)],
    ['OS', markdownText(pool.os)],
    ['Mode', markdownText(pool.mode)],
    [
      'Taints',
      taints
        .slice(0, 10)
        .map((taint) => markdownCode(taint))
        .join(', '),
    ],
    ...(azure ? azureFacts(azure, now) : []),
  ];
}

/** What a pool's nodes can do: `Kata`, `gVisor 2/3 nodes`, `no sandbox`. */
export function isolationText({ isolation, isolated, nodes }: NodePool): string {
  if (isolation === 'none') return ISOLATION_NAMES.none;
  if (isolation === 'unknown') return 'sandbox unknown';
  const part = isolated < nodes.length ? ` ${isolated}/${nodes.length} nodes` : '';
  return ISOLATION_NAMES[isolation] + part;
}
