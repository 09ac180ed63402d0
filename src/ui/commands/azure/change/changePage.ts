import { AKS_API_VERSION, agentPoolPath } from '../../../../azure/arm/paths.ts';
import { changedBody } from '../../../../azure/operations/changePool.ts';
import type { PoolChange, PoolChangeKind } from '../../../../azure/operations/sendChange.ts';
import { markdownText } from '../../../../base/text/plainText.ts';
import type { AgentPool } from '../../../../model/aks/agentPool.ts';
import type { AksCluster } from '../../../../model/aks/aksCluster.ts';
import { codeBlock } from '../../../../base/report/codeBlock.ts';
import { bodyDiff } from './bodyDiff.ts';
import { CHANGE_WORDS } from './changeWords.ts';

const METHODS: Readonly<Record<PoolChangeKind, readonly [method: string, below: string]>> = {
  scale: ['PUT', ''],
  rollBackImage: ['PUT', ''],
  delete: ['DELETE', ''],
  upgradeImage: ['POST', '/upgradeNodeImageVersion'],
};

/** What is shown before a pool is changed; `says` is Markdown, what it comes to first. */
export function changePage(
  cluster: Pick<AksCluster, 'id' | 'name' | 'resourceGroup' | 'subscription'>,
  pool: AgentPool,
  change: PoolChange,
  says: readonly string[],
): string {
  const { kind } = change;
  const [method, below] = METHODS[kind];
  const place = [
    `AKS cluster ${cluster.name}`,
    `resource group ${cluster.resourceGroup}`,
    `subscription ${cluster.subscription.name}`,
  ];
  const request = [
    `${method} ${agentPoolPath(cluster.id, pool.name)}${below}?api-version=${AKS_API_VERSION}`,
    ...(kind === 'upgradeImage' ? [] : [`if-match: ${pool.eTag}`]),
  ];
  return [
    `# ${CHANGE_WORDS[kind].title} ${markdownText(pool.name)}`,
    markdownText(place.join(', '), 400),
    ...says,
    '## What is sent to Azure, once',
    codeBlock('http', request.join('\n')),
    ...(method === 'PUT' ? [bodyPart(pool, change)] : []),
    '',
  ].join('\n\n');
}

/** There is no PATCH: all that was read goes back. */
function bodyPart(pool: AgentPool, { change }: PoolChange): string {
  const diff = bodyDiff(changedBody(pool, {}), changedBody(pool, change));
  return `All that was read is sent back, with what is marked changed. If somebody changes the pool meanwhile, Azure refuses, and you are asked again.\n\n${codeBlock('diff', diff)}`;
}
