import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { azText } from '../../../../src/azure/export/azText.ts';
import { exportCase } from './exportedPools.ts';

describe('The az text', () => {
  it('is one command, an option a line', () => {
    assert.equal(
      azText(exportCase('a new gVisor pool with all that can be chosen').pool),
      String.raw`az aks nodepool add \
  --subscription 8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8 \
  --resource-group 'rg_(west)' \
  --cluster-name prod-weu \
  --name gv2 \
  --mode User \
  --os-type Linux \
  --os-sku Ubuntu \
  --node-vm-size Standard_D8s_v5 \
  --node-count 1 \
  --enable-cluster-autoscaler \
  --min-count 1 \
  --max-count 5 \
  --kubernetes-version 1.35.2 \
  --zones 1 2 \
  --labels team.example/name=payments tier= \
  --node-taints sandbox=gvisor:NoSchedule,spot=true:PreferNoSchedule \
  --max-pods 110 \
  --max-surge 33%
`,
    );
  });

  it('names what az has no option for, in a comment of one line', () => {
    const { pool } = exportCase('what Azure answers and does not take, and nothing');
    const properties = { ...pool.properties, 'a\nrm -rf /': 'x' };
    assert.match(
      azText({ ...pool, properties }),
      /^# Not in this command: kubeletConfig\.cpuManagerPolicy, localDNSProfile\.mode, a rm -rf \/\naz aks nodepool add /,
    );
  });

  const WORDS: readonly (readonly [what: string, label: string, word: string])[] = [
    ['a quote', "it's", String.raw`'key=it'\''s'`],
    ['a command', '$(id) `id`', "'key=$(id) `id`'"],
    ['a line', 'one\ntwo', "'key=one\ntwo'"],
    ['nothing', '', 'key='],
  ];
  for (const [what, label, word] of WORDS) {
    it(`writes a label with ${what} so that no shell reads anything into it`, () => {
      const { pool } = exportCase('a new Kata pool');
      const text = azText({ ...pool, properties: { nodeLabels: { key: label } } });
      assert.ok(text.endsWith(`--labels ${word}\n`), text);
    });
  }

  it('makes the new pool with the names of today, as the old ones are refused', () => {
    const properties = { osSKU: 'CBLMariner', workloadRuntime: 'KataMshvVmIsolation' };
    const text = azText({ ...exportCase('a new Kata pool').pool, properties });
    assert.match(text, /--os-sku AzureLinux \\\n {2}--workload-runtime KataVmIsolation\n/);
  });

  it('leaves out the bounds of an autoscaler that is off', () => {
    const properties = { count: 2, enableAutoScaling: false, minCount: 1, maxCount: 5 };
    const text = azText({ ...exportCase('a new Kata pool').pool, properties });
    assert.match(text, /--node-count 2\n$/);
    assert.doesNotMatch(text, /#/);
  });
});
