import { plainText } from '../../base/text/plainText.ts';
import { AKS_API_VERSION } from '../arm/paths.ts';
import { type ExportedPool, writableProperties } from './exportedPool.ts';
import { shellWord } from './shellWord.ts';

/** A Bicep file that makes or keeps a pool; deployed to the cluster's resource group. */
export function bicepText(pool: ExportedPool): string {
  // No word of Bicep ends so.
  const symbol = `${pool.name.replaceAll(/\W/g, '_')}Pool`;
  const place = [
    `--subscription ${shellWord(pool.subscription)}`,
    `--resource-group ${shellWord(pool.resourceGroup)}`,
    `--template-file ${shellWord(`${pool.name}.bicep`)}`,
  ].join(' ');
  return `// ${plainText(`az deployment group create ${place}`, MAX_COMMENT)}
resource cluster 'Microsoft.ContainerService/managedClusters@${AKS_API_VERSION}' existing = {
  name: ${bicepString(pool.cluster)}
}

resource ${symbol} 'Microsoft.ContainerService/managedClusters/agentPools@${AKS_API_VERSION}' = {
  parent: cluster
  name: ${bicepString(pool.name)}
  properties: ${bicepValue(writableProperties(pool.properties), 1)}
}
`;
}

const MAX_COMMENT = 500;

function bicepValue(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth);
  if (typeof value === 'string') return bicepString(value);
  // There is no other way to write a number with a fraction.
  if (typeof value === 'number' && !Number.isInteger(value)) return `json('${value}')`;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item) => `${indent}  ${bicepValue(item, depth + 1)}\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${indent}  ${bicepKey(key)}: ${bicepValue(item, depth + 1)}\n`,
    );
    return entries.length === 0 ? '{}' : `{\n${entries.join('')}${indent}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Words that are values need quotes to be a key. */
function bicepKey(key: string): string {
  return /^(?!(?:true|false|null)$)[A-Za-z_]\w*$/.test(key) ? key : bicepString(key);
}

/** Source: Bicep, data types: strings (2026-08). */
function bicepString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    // At the end it is only itself, but pycep-parser, which Checkov reads Bicep with, reads on.
    .replace(/\$$/, '\\u{24}')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/\p{Cc}/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`);
  return `'${escaped}'`;
}
