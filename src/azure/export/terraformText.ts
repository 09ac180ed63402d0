import { AKS_API_VERSION, clusterId } from '../arm/paths.ts';
import { type ExportedPool, writableProperties } from './exportedPool.ts';

/**
 * Terraform that makes or keeps a pool, with an `import` block for one that is there. It uses the
 * provider azapi: azurerm knows `KataVmIsolation` from about 4.78 on alone
 * (hashicorp/terraform-provider-azurerm#32579).
 */
export function terraformText(pool: ExportedPool): string {
  const label = pool.name.replaceAll(/\W/g, '_');
  const parent = clusterId(pool.subscription, pool.resourceGroup, pool.cluster);
  const imported = `import {
  to = azapi_resource.${label}
  id = ${hclString(`${parent}/agentPools/${pool.name}?api-version=${AKS_API_VERSION}`)}
}

`;
  return `terraform {
  required_providers {
    azapi = {
      source = "Azure/azapi"
    }
  }
}

${pool.exists ? imported : ''}resource "azapi_resource" "${label}" {
  type      = "Microsoft.ContainerService/managedClusters/agentPools@${AKS_API_VERSION}"
  name      = ${hclString(pool.name)}
  parent_id = ${hclString(parent)}

  body = {
    properties = ${hclValue(writableProperties(pool.properties), 2)}
  }
}
`;
}

function hclValue(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth);
  if (typeof value === 'string') return hclString(value);
  if (Array.isArray(value)) return `[${value.map((item) => hclValue(item, depth)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${indent}  ${hclKey(key)} = ${hclValue(item, depth + 1)}\n`,
    );
    return entries.length === 0 ? '{}' : `{\n${entries.join('')}${indent}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** In braces `for` begins an expression. */
function hclKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) && key !== 'for' ? key : hclString(key);
}

/**
 * Source: HCL, templates: `${` and `%{` begin one unless their first sign is doubled; of JSON's
 * short escapes it lacks two (2026-08).
 */
function hclString(text: string): string {
  return JSON.stringify(text.toWellFormed())
    .replaceAll(/\\[bf\\]/g, (escape) => SHORT_ESCAPES[escape] ?? escape)
    .replaceAll(/[$%](?=\{)/g, '$&$&');
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\\b': '\\u0008',
  '\\f': '\\u000c',
};
