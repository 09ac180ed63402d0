import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type NewPool, newPoolBody } from '../../../../../src/azure/pools/newPool.ts';
import {
  createPage,
  type CreatePlan,
} from '../../../../../src/ui/commands/azure/create/createPage.ts';
import { PROD_WEU } from '../../../azure/prodWeu.ts';

const POOL: NewPool = {
  name: 'kata1',
  sandbox: 'kata',
  osSku: 'AzureLinux',
  vmSize: 'Standard_D4s_v5',
  count: 3,
};
const plan = (pool: Partial<NewPool> = {}, more: Partial<CreatePlan> = {}): CreatePlan => ({
  pool: { ...POOL, ...pool },
  facts: { cluster: PROD_WEU, pools: [], mayWrite: 'yes' },
  host: 'management.azure.com',
  hourly: 0.2,
  image: 'busybox',
  ...more,
});

describe('createPage', () => {
  it('shows the request as it is sent', () => {
    const page = createPage(plan());
    assert.ok(page.includes(`PUT ${PROD_WEU.id}/agentPools/kata1?api-version=2026-06-01\n`));
    const [, body = ''] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];
    assert.deepEqual(JSON.parse(body), newPoolBody(POOL));
    assert.match(page, /az aks nodepool add[\s\S]*--workload-runtime KataVmIsolation/);
    assert.match(page, /\$438 a month/);
  });

  it('says first what Azure will refuse', () => {
    const stopped = { ...PROD_WEU, power: 'Stopped' };
    const page = createPage(plan({}, { facts: { cluster: stopped, pools: [], mayWrite: 'no' } }));
    const at = page.indexOf('Azure will most likely refuse this');
    assert.ok(at > 0 && at < page.indexOf('## What speaks'));
    assert.match(page, /> - Cluster: prod-weu is stopped/);
    assert.match(page, /> - Permission: You may not create/);
    assert.ok(!createPage(plan()).includes('most likely refuse this'));
  });

  for (const [name, given, expected] of [
    ['a price that was not asked for', { hourly: 'not-asked' }, /setting aksSandbox\\?\.azure/],
    ['a price that is not known', { hourly: undefined }, /The price is not known/],
  ] as const) {
    it(`tells of ${name}`, () => assert.match(createPage(plan({}, given)), expected));
  }

  it('tells of an autoscaler that starts from no node', () => {
    const zero = /An autoscaler that starts from no node does not know/;
    assert.match(createPage(plan({ count: 0, autoscale: { min: 0, max: 3 } })), zero);
    assert.doesNotMatch(createPage(plan()), zero);
  });

  it('says of Pod Sandboxing what it cannot do, and of gVisor what comes next', () => {
    assert.match(createPage(plan()), /What Pod Sandboxing cannot do[\s\S]*hostNetwork/);
    const gvisor = createPage(plan({ sandbox: 'gvisor', osSku: 'Ubuntu' }));
    assert.doesNotMatch(gvisor, /Pod Sandboxing/);
    assert.match(gvisor, /Deploy gVisor is offered/);
  });

  it('takes hostile names as text', () => {
    const hostile = { ...PROD_WEU, name: '[x](command:evil)<img src=x>', resourceGroup: '`|`' };
    const page = createPage(plan({}, { facts: { cluster: hostile, pools: [], mayWrite: 'yes' } }));
    const prose = page.replace(/```[\s\S]*?```/g, '');
    assert.doesNotMatch(prose, /(?<!\\)\]\(command|<img/);
  });
});
