import { markdownCode, markdownText } from '../../../base/text/plainText.ts';
import { count } from '../../../base/text/count.ts';
import type { AgentPool } from '../../aks/agentPool.ts';
import { nodeImageAge } from '../../aks/nodeImage.ts';
import { autoscaleText } from '../../aks/poolText.ts';

/** The rows of a pool's tooltip that Azure alone knows. */
export function azureFacts(pool: AgentPool, now: number): readonly (readonly [string, string])[] {
  const age = nodeImageAge(pool.image, now);
  const labels = Object.entries(pool.labels).map(([key, value]) => `${key}=${value}`);
  return [
    ['Azure', markdownText(pool.state)],
    [
      'Why it failed',
      pool.failure ? markdownText(`${pool.failure.code}: ${pool.failure.message}`, 800) : '',
    ],
    ['Nodes asked for', `${pool.count}${pool.autoscale ? `, ${autoscaleText(pool)}` : ''}`],
    ['Workload runtime', markdownText(pool.workloadRuntime)],
    ['OS SKU', markdownText(pool.osSku)],
    ['Kubernetes', markdownText(pool.version)],
    [
      'Node image',
      pool.image === ''
        ? ''
        : `${markdownCode(pool.image)}${age === undefined ? '' : `, ${count(age, 'day')} old`}${latestText(pool)}`,
    ],
    ['Zones', markdownText(pool.zones.join(', '))],
    ['Priority', pool.priority === 'Regular' ? '' : markdownText(pool.priority)],
    ['Labels', listed(labels)],
    ['Taints asked for', listed(pool.taints)],
    ['Pods a node', pool.maxPods === 0 ? '' : String(pool.maxPods)],
  ];
}

/** Whether there is a newer image, as far as Azure told. */
function latestText({ image, latestImage }: AgentPool): string {
  if (latestImage === undefined) return '';
  return latestImage === image
    ? ', the newest one'
    : `; there is a newer one, ${markdownCode(latestImage)}`;
}

function listed(texts: readonly string[]): string {
  return texts
    .slice(0, 10)
    .map((text) => markdownCode(text))
    .join(', ');
}
