import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '@cdktf/hcl2json';
import { writableProperties } from '../../../../src/azure/export/exportedPool.ts';
import { terraformText } from '../../../../src/azure/export/terraformText.ts';
import { EXPORT_CASES, exportCase } from './exportedPools.ts';

interface Parsed {
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly resource: {
    readonly azapi_resource: Readonly<
      Record<string, readonly { readonly name: string; readonly body: { properties: unknown } }[]>
    >;
  };
}

/** What the parser's JSON says: in its texts a sign that would begin a template is doubled. */
function literal(value: unknown): unknown {
  if (typeof value === 'string') {
    assert.doesNotMatch(value.replaceAll(/([$%])\1\{/g, ''), /[$%]\{/, 'a template that is run');
    return value.replaceAll(/([$%])\1\{/g, '$1{');
  }
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
}

describe('The Terraform text', () => {
  for (const { what, pool } of EXPORT_CASES) {
    it(`of ${what} says its properties and nothing else`, async () => {
      const parsed = (await parse(`${pool.name}.tf`, terraformText(pool))) as Parsed;
      const [resource] = parsed.resource.azapi_resource[pool.name] ?? [];
      assert.equal(resource?.name, pool.name);
      assert.deepEqual(literal(resource?.body.properties), writableProperties(pool.properties));
      assert.deepEqual(
        parsed.import?.map(({ id }) => id.replace(/^.*\/managedClusters\//, '')),
        pool.exists
          ? [`${pool.cluster}/agentPools/${pool.name}?api-version=2026-06-01`]
          : undefined,
      );
    });
  }

  it('is one file', () => {
    const { pool } = exportCase('a pool on Spot, with a price that is a fraction');
    assert.equal(
      terraformText({ ...pool, exists: true }),
      `terraform {
  required_providers {
    azapi = {
      source = "Azure/azapi"
    }
  }
}

import {
  to = azapi_resource.spot2
  id = "/subscriptions/8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8/resourceGroups/rg_(west)/providers/Microsoft.ContainerService/managedClusters/prod-weu/agentPools/spot2?api-version=2026-06-01"
}

resource "azapi_resource" "spot2" {
  type      = "Microsoft.ContainerService/managedClusters/agentPools@2026-06-01"
  name      = "spot2"
  parent_id = "/subscriptions/8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8/resourceGroups/rg_(west)/providers/Microsoft.ContainerService/managedClusters/prod-weu"

  body = {
    properties = {
      count = 0
      mode = "User"
      osType = "Linux"
      osSKU = "AzureLinux"
      vmSize = "Standard_D4s_v5"
      scaleSetPriority = "Spot"
      scaleSetEvictionPolicy = "Deallocate"
      spotMaxPrice = 0.0345
    }
  }
}
`,
    );
  });
});
