import { AKS_API_VERSION } from '../arm/paths.ts';
import { type ExportedPool, writableProperties } from './poolText.ts';

/** A Bicep file that makes or keeps a pool; deployed to the cluster's resource group. */
export function bicepText(pool: ExportedPool): string {
  return `// az deployment group create --subscription ${pool.subscription} --resource-group ${pool.resourceGroup} --template-file ${pool.name}.bicep
resource cluster 'Microsoft.ContainerService/managedClusters@${AKS_API_VERSION}' existing = {
  name: ${bicepString(pool.cluster)}
}

resource ${pool.name} 'Microsoft.ContainerService/managedClusters/agentPools@${AKS_API_VERSION}' = {
  parent: cluster
  name: ${bicepString(pool.name)}
  properties: ${bicepValue(writableProperties(pool.properties), 1)}
}
`;
}

function bicepValue(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth);
  if (typeof value === 'string') return bicepString(value);
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

function bicepKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : bicepString(key);
}

/** Source: Bicep, data types: strings (2026-08). */
function bicepString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}
