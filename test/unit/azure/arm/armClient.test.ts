import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { ArmCall } from '../../../../src/azure/arm/armClient.ts';
import { ArmError } from '../../../../src/azure/arm/armError.ts';
import { problemOf } from '../../../../src/base/problem.ts';
import { PRODUCTION } from '../../../sim/azure/sample/tenants.ts';
import { useAzure } from '../useAzure.ts';

const POOLS = `/subscriptions/${PRODUCTION.id}/resourceGroups/sandbox-rg/providers/Microsoft.ContainerService/managedClusters/prod-weu/agentPools`;

describe('ArmClient', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const call = (name: string, more: Partial<ArmCall> = {}): ArmCall => ({
    path: `${POOLS}/${name}`,
    apiVersion: '2026-06-01',
    subject: { verb: 'create', object: `the node pool ${name}`, role: 'Contributor' },
    ...more,
  });
  const body = { properties: { count: 1, mode: 'User', vmSize: 'Standard_D4s_v5' } };
  const puts = (name: string) =>
    azure()
      .writes()
      .filter((write) => write === `PUT ${name}`).length;
  const fault = (
    action: Parameters<
      ReturnType<typeof azure>['sim']['azure']['account']['faults']['add']
    >[0]['action'],
    times = 99,
  ) => azure().sim.azure.account.faults.add({ method: 'PUT', times, action });
  afterEach(() => {
    azure().sim.azure.account.faults.clear();
    azure().sim.azure.account.mfa = false;
  });

  it('asks for a token of its tenant and of the cloud, for each request', async () => {
    const { asked, arm } = azure();
    const client = arm();
    const before = asked.length;
    await client.read(call('kata1'), signal);
    await client.read(call('kata1'), signal);
    assert.deepEqual(
      asked.slice(before).map(({ scope, tenant, claims }) => [scope, tenant, claims]),
      [1, 2].map(() => ['https://management.azure.com/.default', client.tenant, undefined]),
    );
  });

  it('answers a claims challenge once, and sends the request once more', async () => {
    const { sim, asked, arm } = azure();
    sim.azure.account.mfa = true;
    const before = asked.length;
    const { status } = await arm().write('put', call('mfa', { body }), signal);
    assert.equal(status, 201);
    assert.deepEqual(
      asked.slice(before).map(({ claims, renewed }) => [claims, renewed]),
      [
        [undefined, undefined],
        ['{"access_token":{"acrs":{"essential":true,"values":["p1"]}}}', undefined],
      ],
    );
    assert.equal(puts('mfa'), 2);
  });

  it('renews the token when Azure refuses it without a challenge', async () => {
    const { asked, arm } = azure();
    fault(
      {
        kind: 'status',
        code: 401,
        error: { code: 'ExpiredAuthenticationToken', message: 'expired' },
      },
      1,
    );
    const before = asked.length;
    await arm().write('put', call('stale', { body }), signal);
    assert.deepEqual(
      asked.slice(before).map(({ claims, renewed }) => [claims, renewed]),
      [
        [undefined, undefined],
        [undefined, true],
      ],
    );
  });

  for (const code of [408, 429, 500, 502, 503, 504]) {
    it(`sends a change once when Azure answers ${code}`, async () => {
      fault({ kind: 'status', code, headers: { 'Retry-After': '0' } });
      const error = await azure()
        .arm()
        .write('put', call(`s${code}`, { body }), signal)
        .catch((caught: unknown) => caught);
      assert.ok(error instanceof ArmError);
      assert.equal(error.status, code);
      assert.equal(puts(`s${code}`), 1);
    });
  }

  for (const kind of ['refuse', 'done-then-cut', 'done-then-truncated'] as const) {
    it(`sends a change once when the connection ends: ${kind}`, async () => {
      fault({ kind });
      const name = kind.replaceAll('-', '').slice(0, 12);
      const error = await azure()
        .arm()
        .write('put', call(name, { body }), signal)
        .catch((caught: unknown) => caught);
      assert.ok(!(error instanceof ArmError));
      assert.match(problemOf(error).what, /^Cannot reach Azure to create the node pool/);
      assert.equal(puts(name), 1);
    });
  }

  it('reads again what failed for a moment', async () => {
    azure().sim.azure.account.faults.add({ method: 'GET', times: 1, action: { kind: 'refuse' } });
    const { body: pool } = await azure().arm().read(call('kata1'), signal);
    assert.equal(pool['name'], 'kata1');
  });

  it('follows pages on its own host, and no link to another', async () => {
    const list = call('', {
      path: POOLS,
      subject: { verb: 'list', object: 'the node pools', role: 'Reader' },
    });
    assert.ok((await azure().arm().list(list, signal)).length >= 3);
    const elsewhere = { value: [], nextLink: 'https://attacker.example/next?api-version=1' };
    azure().sim.azure.account.faults.add({
      method: 'GET',
      action: { kind: 'done-then', code: 200, body: elsewhere },
    });
    const { asked } = azure();
    const before = asked.length;
    await assert.rejects(
      azure().arm().list(list, signal),
      /goes on at another host \(attacker\.example\)/,
    );
    assert.equal(asked.length, before + 1);
  });

  it('ends when it is cancelled', async () => {
    azure().sim.azure.account.faults.add({ action: { kind: 'latency', ms: 60_000 } });
    const controller = new AbortController();
    const read = azure().arm().read(call('kata1'), controller.signal);
    setImmediate(() => controller.abort());
    await assert.rejects(read, { name: 'AbortError' });
  });
});
