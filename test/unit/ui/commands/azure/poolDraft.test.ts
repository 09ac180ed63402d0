import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  freeName,
  type OptionName,
  POOL_OPTIONS,
  type PoolDraft,
  sizeItem,
  withOption,
} from '../../../../../src/ui/commands/azure/create/poolDraft.ts';

const SIZE = {
  name: 'Standard_D4s_v5',
  family: 'standardDSv5Family',
  cpus: 4,
  memoryGiB: 16,
  zones: ['1', '2'],
  nesting: 'known',
} as const;
const DRAFT: PoolDraft = {
  name: 'kata1',
  sandbox: 'kata',
  osSku: 'AzureLinux',
  vmSize: SIZE.name,
  count: 1,
  size: SIZE,
};
const option = (name: OptionName) => {
  const found = POOL_OPTIONS.find((one) => one.name === name);
  assert.ok(found);
  return found;
};

describe('freeName', () => {
  it('is the first that no pool has', () => {
    assert.equal(freeName('kata', ['kata1', 'kata3']), 'kata2');
    assert.equal(freeName('gvisor', []), 'gvisor1');
  });
});

describe('sizeItem', () => {
  const cores = { family: 'Cores', limit: 100, used: 90 };
  for (const [name, quotas, text] of [
    [
      'what is left of both quotas',
      [cores, { family: 'STANDARDDSv5FAMILY', limit: 20, used: 12 }],
      '8 vCPUs left',
    ],
    ['that a quota is used up', [{ ...cores, used: 98 }], '$(warning) quota used up'],
    ['that no quota is known', undefined, 'quota unknown'],
  ] as const) {
    it(`tells ${name}`, () =>
      assert.equal(sizeItem(SIZE, quotas).description, `4 vCPU · 16 GiB · ${text}`));
  }
});

describe('the options of a pool', () => {
  const FINE: readonly (readonly [OptionName, string, Partial<PoolDraft>])[] = [
    ['version', '1.34.1', { version: '1.34.1' }],
    ['zones', '1, 2', { zones: ['1', '2'] }],
    ['labels', 'a=b, c=', { labels: { a: 'b', c: '' } }],
    ['taints', 'a=b:NoSchedule', { taints: ['a=b:NoSchedule'] }],
    ['maxPods', '30', { maxPods: 30 }],
    ['surge', '33%', { surge: '33%' }],
  ];
  for (const [name, text, change] of FINE) {
    it(`take ${text} as ${name}, show it, and leave it to Azure again`, () => {
      assert.equal(option(name).problem(text, DRAFT, '1.35.2'), undefined);
      const draft = withOption(DRAFT, option(name), text);
      assert.deepEqual(draft, { ...DRAFT, ...change });
      assert.equal(option(name).text(draft), text);
      assert.deepEqual(withOption(draft, option(name), ''), DRAFT);
    });
  }
  for (const [name, text, why] of [
    ['version', '1.36', /The cluster has 1\.35\.2/],
    ['version', 'latest', /Written as/],
    ['zones', '3', /zones 1, 2/],
    ['labels', 'kubernetes.azure.com/x=1', /kept for Azure/],
    ['taints', 'a:NoSchedule', /written as/],
    ['maxPods', '5', /from 10 to 250/],
    ['surge', '0', /33%/],
  ] as const) {
    it(`refuse ${text} as ${name}`, () =>
      assert.match(option(name).problem(text, DRAFT, '1.35.2') ?? '', why));
  }
});
