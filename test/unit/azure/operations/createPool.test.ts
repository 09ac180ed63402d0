import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createPool } from '../../../../src/azure/operations/createPool.ts';
import { isSamePool } from '../../../../src/azure/operations/samePool.ts';
import { newPoolBody } from '../../../../src/azure/pools/newPool.ts';
import { PROD_WEU } from '../prodWeu.ts';
import { useAzure } from '../useAzure.ts';

describe('createPool', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const body = newPoolBody({
    name: 'x',
    sandbox: 'kata',
    osSku: 'AzureLinux',
    vmSize: 'Standard_D4s_v5',
    count: 1,
  });
  const create = (name: string) => createPool(azure().arm(), PROD_WEU, name, body, signal);
  const fault = (
    action: Parameters<
      ReturnType<typeof azure>['sim']['azure']['account']['faults']['add']
    >[0]['action'],
    method = 'PUT',
  ) => azure().sim.azure.account.faults.add({ method, action });
  const puts = (name: string) =>
    azure()
      .writes()
      .filter((write) => write === `PUT ${name}`);
  afterEach(() => azure().sim.azure.account.faults.clear());

  it('sends what was shown, and only where there is none', async () => {
    assert.equal(await create('plain'), 'taken');
    const sent = azure().sim.azure.account.log.find(
      ({ path, method }) => method === 'PUT' && path.endsWith('/plain'),
    );
    assert.deepEqual(sent?.body, body);
    assert.equal(sent.headers['if-none-match'], '*');
    assert.equal(sent.query['api-version'], '2026-06-01');
  });

  for (const kind of ['done-then-cut', 'done-then-truncated'] as const) {
    it(`finds the pool when the answer is lost: ${kind}`, async () => {
      fault({ kind });
      const name = kind === 'done-then-cut' ? 'cut' : 'truncated';
      assert.equal(await create(name), 'taken');
      assert.equal(puts(name).length, 1);
    });
  }

  for (const code of [408, 500, 503]) {
    it(`looks before anybody tries again after ${code}`, async () => {
      fault({ kind: 'status', code });
      assert.equal(await create(`s${code}`), 'not-created');
      assert.equal(puts(`s${code}`).length, 1);
      const after = azure().sim.azure.account.log.at(-1);
      assert.deepEqual([after?.method, after?.status], ['GET', 404]);
    });
  }

  it('takes no other pool of the name for its own', async () => {
    assert.equal(await create('gv1'), 'another');
    assert.equal(await create('plain'), 'taken');
  });

  it('passes on why Azure refuses', async () => {
    const refused = createPool(
      azure().arm(),
      PROD_WEU,
      'refused',
      newPoolBody({
        name: 'x',
        sandbox: 'kata',
        osSku: 'AzureLinux',
        vmSize: 'Standard_B4s_v2',
        count: 1,
      }),
      signal,
    );
    await assert.rejects(
      refused,
      /^UserError: Azure refused to create the node pool refused in prod-weu: The VM size Standard_B4s_v2 does not support nested virtualization/,
    );
    assert.equal(puts('refused').length, 1);
  });

  it('says that it does not know when Azure cannot be asked either', async () => {
    fault({ kind: 'done-then-cut' });
    fault({ kind: 'refuse' }, 'GET');
    await assert.rejects(
      create('unknown'),
      /cannot be asked whether it is creating the node pool unknown in prod-weu\. Look at the node pools before you try again/,
    );
  });
});

describe('isSamePool', () => {
  const asked = {
    vmSize: 'Standard_D4s_v5',
    count: 3,
    nodeLabels: { a: 'b' },
    availabilityZones: ['1', '2'],
  };
  for (const [same, found] of [
    [true, { ...asked, maxPods: 250, provisioningState: 'Creating' }],
    [
      true,
      {
        ...asked,
        vmSize: 'standard_d4s_v5',
        availabilityZones: ['2', '1'],
        nodeLabels: { a: 'b', c: 'd' },
      },
    ],
    [false, { ...asked, count: 2 }],
    [false, { ...asked, availabilityZones: ['1'] }],
    [false, { ...asked, nodeLabels: {} }],
    [false, {}],
  ] as const) {
    it(`${same ? 'takes' : 'does not take'} ${JSON.stringify(found)}`, () => {
      assert.equal(isSamePool(asked, found), same);
    });
  }
});
