import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bicepText } from '../../../../src/azure/export/bicepText.ts';
import { exportCase } from './exportedPools.ts';

describe('The Bicep text', () => {
  it('is one file', () => {
    const { pool } = exportCase('a pool on Spot, with a price that is a fraction');
    assert.equal(
      bicepText(pool),
      `// az deployment group create --subscription 8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8 --resource-group 'rg_(west)' --template-file spot2.bicep
resource cluster 'Microsoft.ContainerService/managedClusters@2026-06-01' existing = {
  name: 'prod-weu'
}

resource spot2Pool 'Microsoft.ContainerService/managedClusters/agentPools@2026-06-01' = {
  parent: cluster
  name: 'spot2'
  properties: {
    count: 0
    mode: 'User'
    osType: 'Linux'
    osSKU: 'AzureLinux'
    vmSize: 'Standard_D4s_v5'
    scaleSetPriority: 'Spot'
    scaleSetEvictionPolicy: 'Deallocate'
    spotMaxPrice: json('0.0345')
  }
}
`,
    );
  });

  const TEXTS: readonly (readonly [text: string, written: string])[] = [
    [`it's "quoted"`, String.raw`'it\'s "quoted"'`],
    ['${x} $${y} $', "'\\${x} $\\${y} \\u{24}'"],
    ['C:\\new', String.raw`'C:\\new'`],
    ['one\ntwo\r\n\t', String.raw`'one\ntwo\r\n\t'`],
    ['\b\u007f', String.raw`'\u{8}\u{7f}'`],
    ['grün 🌱 %{x}', "'grün 🌱 %{x}'"],
    ['half \ud83c', "'half \ufffd'"],
  ];
  for (const [text, written] of TEXTS) {
    it(`writes ${JSON.stringify(text)} as ${written}`, () => {
      const { pool } = exportCase('a new Kata pool');
      const bicep = bicepText({ ...pool, properties: { nodeLabels: { key: text } } });
      assert.ok(bicep.includes(`      key: ${written}\n`), bicep);
    });
  }

  it('calls a pool by no word of the language', () => {
    const bicep = bicepText(exportCase('a pool called cluster').pool);
    assert.match(bicep, /^resource clusterPool /m);
    assert.match(bicep, /^ {2}name: 'cluster'$/m);
  });
});
