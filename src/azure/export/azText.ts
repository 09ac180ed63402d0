import { plainText } from '../../base/text/plainText.ts';
import { KATA_RUNTIME, OLD_KATA_RUNTIME } from '../../model/aks/agentPool.ts';
import { azOptions } from './azOptions.ts';
import { type ExportedPool, writableProperties } from './exportedPool.ts';
import { shellWord } from './shellWord.ts';

/**
 * The command of the Azure CLI (2.80 or newer) that makes a pool, for a POSIX shell. What it has no
 * option for is named in a comment before it.
 */
export function azText(pool: ExportedPool): string {
  const { options, leftOut } = azOptions(ofToday(writableProperties(pool.properties)));
  const lines = [
    `--subscription ${shellWord(pool.subscription)}`,
    `--resource-group ${shellWord(pool.resourceGroup)}`,
    `--cluster-name ${shellWord(pool.cluster)}`,
    `--name ${shellWord(pool.name)}`,
    ...options,
  ];
  const comment =
    leftOut.length === 0
      ? ''
      : `# Not in this command: ${plainText(leftOut.join(', '), MAX_COMMENT)}\n`;
  return `${comment}az aks nodepool add \\\n  ${lines.join(' \\\n  ')}\n`;
}

const MAX_COMMENT = 500;

/**
 * A new pool is made with today's names, whatever the old one says, and has no bounds of an
 * autoscaler that is off.
 */
function ofToday(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { minCount, maxCount, ...others } = properties;
  const { osSKU, workloadRuntime } = others;
  return {
    ...others,
    ...(others['enableAutoScaling'] === true ? { minCount, maxCount } : {}),
    ...(osSKU === 'CBLMariner' || osSKU === 'Mariner' ? { osSKU: 'AzureLinux' } : {}),
    ...(workloadRuntime === OLD_KATA_RUNTIME ? { workloadRuntime: KATA_RUNTIME } : {}),
  };
}
