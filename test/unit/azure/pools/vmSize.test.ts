import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listQuotas, quotaNeeds, surgeNodes } from '../../../../src/azure/pools/quota.ts';
import { nestingOf, vmSeries } from '../../../../src/azure/pools/vmSeries.ts';
import { listVmSizes } from '../../../../src/azure/pools/vmSize.ts';
import { PRODUCTION } from '../../../sim/azure/sample/tenants.ts';
import { useAzure } from '../useAzure.ts';

describe('nestingOf', () => {
  for (const [size, series, nesting] of [
    ['Standard_D4s_v5', 'Dsv5', 'known'],
    ['Standard_D2_v3', 'Dv3', 'known'],
    ['Standard_D4as_v5', 'Dasv5', 'known'],
    ['Standard_D4ads_v7', 'Dadsv7', 'known'],
    ['Standard_D8s_v6', 'Dsv6', 'known'],
    ['Standard_D8ds_v6', 'Ddsv6', 'unknown'],
    ['Standard_E16bds_v5', 'Ebdsv5', 'known'],
    ['Standard_E4-2s_v5', 'Esv5', 'known'],
    ['Standard_F4s_v2', 'Fsv2', 'known'],
    ['Standard_L8s_v3', 'Lsv3', 'known'],
    ['Standard_M32ts', 'Mts', 'known'],
    ['Standard_B4s_v2', 'Bsv2', 'known-not'],
    ['Standard_B2ms', 'Bms', 'known-not'],
    ['Standard_D4ps_v5', 'Dpsv5', 'known-not'],
    ['Standard_D4pls_v6', 'Dplsv6', 'known-not'],
    ['Standard_DC4as_v5', 'DCasv5', 'known-not'],
    ['Standard_EC4as_v5', 'ECasv5', 'known-not'],
    ['Standard_A4_v2', 'Av2', 'known-not'],
    ['Standard_NC4as_T4_v3', 'NCasv3', 'unknown'],
    ['Standard_D4s_v9', 'Dsv9', 'unknown'],
    ['nonsense', '', 'unknown'],
  ] as const) {
    it(`takes ${size} as ${nesting}`, () => {
      assert.deepEqual([vmSeries(size), nestingOf(size)], [series, nesting]);
    });
  }
});

describe('listVmSizes', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const place = { subscription: PRODUCTION.id, location: 'westeurope' };

  it('offers sizes that a Kata pool could have, known ones first', async () => {
    const sizes = await listVmSizes(azure().arm(), place, signal);
    const names = sizes.map(({ name }) => name);
    for (const absent of [
      'Standard_D4ps_v5',
      'Standard_A4_v2',
      'Standard_D48s_v5',
      'Standard_DC4as_v5',
      'Premium_LRS',
    ]) {
      assert.ok(!names.includes(absent), absent);
    }
    assert.equal(names[0], 'Standard_D2s_v5');
    assert.equal(names.at(-1), 'Standard_B4s_v2');
    const closed = sizes.find(({ name }) => name === 'Standard_L8s_v3');
    assert.deepEqual(closed?.zones, ['1', '2']);
  });

  it('counts quota of the family without regard to case, and of all cores, with a surge', async () => {
    const quotas = await listQuotas(azure().arm(), place, signal);
    const needs = quotaNeeds({ family: 'STANDARDdsV5Family', cpus: 4 }, 3, '1', quotas);
    assert.deepEqual(
      needs.map(({ quota, needed }) => [quota.family, needed]),
      [
        ['cores', 16],
        ['standardDSv5Family', 16],
      ],
    );
    assert.ok(needs.every(({ left }) => left > 16));
  });
});

describe('surgeNodes', () => {
  for (const [surge, nodes, more] of [
    ['1', 3, 1],
    ['10%', 3, 1],
    ['33%', 10, 4],
    ['', 5, 1],
    ['100%', 7, 7],
    ['strange', 7, 1],
    ['50%', 0, 0],
  ] as const) {
    it(`adds ${more} to ${nodes} by "${surge}"`, () =>
      assert.equal(surgeNodes(surge, nodes), more));
  }
});
