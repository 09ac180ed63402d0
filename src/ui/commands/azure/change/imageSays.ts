import type { UsedImage } from '../../../../azure/pools/upgradeProfile.ts';
import { count } from '../../../../base/text/count.ts';
import { markdownCode, markdownText } from '../../../../base/text/plainText.ts';
import type { AgentPool } from '../../../../model/aks/agentPool.ts';
import { nodeImageAge } from '../../../../model/aks/nodeImage.ts';

type Imaged = Pick<AgentPool, 'image' | 'surge' | 'isolation' | 'version'>;

/** What an upgrade of the image comes to, as Markdown. */
export function upgradeSays(pool: Imaged, latest: string, now: number): readonly string[] {
  const age = nodeImageAge(pool.image, now);
  return [
    `From ${markdownCode(pool.image)}${age === undefined ? '' : `, ${count(age, 'day')} old,`} to ${markdownCode(latest)}.`,
    replaced(pool),
    ...(pool.isolation === 'kata'
      ? ['Kata images get no patches by themselves: a new image is how they get any.']
      : []),
    'Azure takes it back within seven days: Roll Back Image.',
  ];
}

/** What going back to an image comes to, as Markdown. */
export function rollBackSays(pool: Imaged, { image, version }: UsedImage): readonly string[] {
  const kubernetes =
    version === '' || version === pool.version
      ? ''
      : ` Kubernetes goes from ${markdownText(pool.version)} to ${markdownText(version)}.`;
  return [
    `From ${markdownCode(pool.image)} to ${markdownCode(image)}.${kubernetes}`,
    replaced(pool),
    'The older image lacks the patches of the newer one.',
  ];
}

function replaced({ surge }: Imaged): string {
  const more = surge === '' ? '' : ` (${markdownText(surge)} more at a time, which count as quota)`;
  return `Each node is drained and made anew${more}: its pods start elsewhere, as far as their disruption budgets let them.`;
}
