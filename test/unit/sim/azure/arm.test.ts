import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Agent, fetch } from 'undici';
import { unsignedToken } from '../../../sim/azure/arm/armCaller.ts';
import { CONTOSO, FABRIKAM, PRODUCTION, SANDBOX } from '../../../sim/azure/sample/tenants.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';

interface ArmBody {
  readonly error?: { readonly code: string; readonly message: string };
  readonly value?: unknown;
  readonly data?: readonly object[];
  readonly count?: number;
  readonly $skipToken?: string;
}

describe('Azure Resource Manager of the embedded cluster', () => {
  let sim: Sim;
  let agent: Agent;
  before(async () => {
    sim = await startSim();
    agent = new Agent({ connect: { ca: sim.ca } });
  });
  after(async () => {
    await agent.close();
    await sim.stop();
  });
  beforeEach(() => {
    sim.azure.account.faults.clear();
    sim.azure.account.log.length = 0;
  });

  const token = (claims: object = {}) => unsignedToken({ tid: CONTOSO.id, ...claims });
  async function ask(path: string, init: { method?: string; body?: unknown; token?: string } = {}) {
    const response = await fetch(`${sim.azure.url}${path}`, {
      method: init.method ?? 'GET',
      dispatcher: agent,
      headers: {
        ...(init.token === '' ? {} : { authorization: `Bearer ${init.token ?? token()}` }),
        'content-type': 'application/json',
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as ArmBody;
    return { status: response.status, headers: response.headers, body };
  }
  const graph = (query: string, options: object = {}, claims: object = {}) =>
    ask('/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', {
      method: 'POST',
      token: token(claims),
      body: { query, options: { resultFormat: 'objectArray', ...options } },
    });
  const CLUSTERS = `resources | where type =~ 'microsoft.containerservice/managedclusters'`;
  const POOL = `/subscriptions/${PRODUCTION.id}/resourceGroups/sandbox-rg/providers/Microsoft.ContainerService/managedClusters/prod-weu/agentPools`;
  const V = 'api-version=2026-06-01';

  it('refuses who has no token, one for another service, or one of yesterday', async () => {
    const none = await ask(`/subscriptions?${V}`, { token: '' });
    assert.equal(none.status, 401);
    assert.match(none.headers.get('www-authenticate') ?? '', /^Bearer authorization_uri/);
    for (const [claims, code] of [
      [{ aud: '6dae42f8-4368-4678-94ff-3960e28e3630' }, 'InvalidAuthenticationTokenAudience'],
      [{ exp: 1 }, 'ExpiredAuthenticationToken'],
    ] as const) {
      const { status, body } = await ask(`/subscriptions?${V}`, { token: token(claims) });
      assert.deepEqual([status, body.error?.code], [401, code]);
    }
    const { status, body } = await ask('/subscriptions');
    assert.deepEqual([status, body.error?.code], [400, 'MissingApiVersionParameter']);
  });

  it("shows a tenant's token that tenant alone, and all tenants of the account", async () => {
    const names = async (tid: string) => {
      const { body } = await ask(`/subscriptions?${V}`, { token: token({ tid }) });
      return (body.value as { displayName: string }[]).map(({ displayName }) => displayName);
    };
    assert.deepEqual(await names(CONTOSO.id), ['Production', 'Sandbox']);
    assert.deepEqual(await names(FABRIKAM.id), ['Customer workloads']);
    const { body } = await ask(`/tenants?${V}`);
    assert.equal((body.value as unknown[]).length, 3);
  });

  it('answers Resource Graph page by page, in the columns that are asked for', async () => {
    const query = `${CLUSTERS} | project id, host = properties.fqdn | order by id asc`;
    const first = await graph(query, { $top: 6 });
    const second = await graph(query, { $top: 6, $skipToken: first.body.$skipToken });
    assert.equal(first.body.count, 6);
    assert.equal(second.body.$skipToken, undefined);
    const rows = [...(first.body.data ?? []), ...(second.body.data ?? [])];
    assert.equal(new Set(rows.map((row) => (row as { id: string }).id)).size, 9);
    assert.deepEqual(Object.keys(rows[0] ?? {}), ['id', 'host']);
    assert.equal((await graph('anything')).status, 400);
  });

  it('lets a user ask Resource Graph fifteen times in five seconds', async () => {
    const answers = [];
    for (let count = 0; count < 16; count++) answers.push(await graph(CLUSTERS));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [...Array.from({ length: 15 }, () => 200), 429],
    );
    const refused = answers.at(-1);
    assert.equal(refused?.headers.get('x-ms-user-quota-resets-after'), '00:00:05');
    assert.equal(refused.headers.get('x-ms-user-quota-remaining'), '0');
  });

  it('wants a second factor for what writes, when it is set to', async () => {
    sim.azure.account.mfa = true;
    const put = (claims: object) =>
      ask(`${POOL}/x1?${V}`, { method: 'PUT', token: token(claims), body: { properties: {} } });
    const refused = await put({});
    const authenticated = await put({ acrs: ['p1'] });
    sim.azure.account.mfa = false;
    assert.equal(refused.status, 401);
    const claims = /claims="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1];
    assert.match(Buffer.from(claims ?? '', 'base64').toString(), /"acrs"/);
    assert.equal(authenticated.status, 400);
  });

  it('counts writes of a pool in a bucket that refills by one a minute', async () => {
    const put = () => ask(`${POOL}/full?${V}`, { method: 'PUT', body: { properties: {} } });
    for (let count = 0; count < 20; count++) assert.equal((await put()).status, 400);
    const refused = await put();
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 50);
  });

  it('refuses a Kata pool where AKS does', async () => {
    const refused = async (more: object) => {
      const properties = {
        count: 1,
        mode: 'User',
        osSKU: 'AzureLinux',
        vmSize: 'Standard_D4s_v5',
        workloadRuntime: 'KataVmIsolation',
        ...more,
      };
      const { status, body } = await ask(`${POOL}/refused?${V}`, {
        method: 'PUT',
        body: { properties },
      });
      return `${status} ${String(body.error?.message)}`;
    };
    assert.match(await refused({ vmSize: 'Standard_B4s_v2' }), /^400 .*nested virtualization/);
    assert.match(await refused({ enableFIPS: true }), /^400 .*FIPS/);
    assert.match(await refused({ osSKU: 'Ubuntu' }), /^400 .*OSSKU AzureLinux/);
    assert.match(await refused({ securityProfile: { enableVTPM: true } }), /^400 .*Trusted Launch/);
    assert.match(
      await refused({ vmSize: 'Standard_D48s_v5' }),
      /^400 .*not allowed in your subscription/,
    );
    assert.match(await refused({ count: 1000 }), /^409 Insufficient vcpu quota requested 4000/);
  });

  it('tells sizes and quotas, whose families are spelled in two ways', async () => {
    const base = `/subscriptions/${SANDBOX.id}/providers/Microsoft.Compute`;
    const skus = await ask(
      `${base}/skus?api-version=2021-07-01&$filter=location%20eq%20'westeurope'`,
    );
    const sizes = skus.body.value as { name: string; family: string; resourceType: string }[];
    assert.ok(sizes.some(({ resourceType }) => resourceType === 'disks'));
    const d4v6 = sizes.find(({ name }) => name === 'Standard_D4s_v6');
    const usages = await ask(`${base}/locations/westeurope/usages?api-version=2026-04-01`);
    const names = (usages.body.value as { name: { value: string } }[]).map(
      ({ name }) => name.value,
    );
    assert.ok(d4v6 && !names.includes(d4v6.family));
    assert.ok(names.some((name) => name.toLowerCase() === d4v6.family.toLowerCase()));
  });

  it('does as it is asked before it fails, when the fault says so', async () => {
    const properties = { count: 1, mode: 'User', vmSize: 'Standard_D4s_v5' };
    sim.azure.account.faults.add({ method: 'PUT', times: 1, action: { kind: 'done-then-cut' } });
    await assert.rejects(ask(`${POOL}/cut?${V}`, { method: 'PUT', body: { properties } }));
    assert.equal((await ask(`${POOL}/cut?${V}`)).status, 200);
    sim.azure.account.faults.add({
      method: 'PUT',
      times: 1,
      action: { kind: 'status', code: 503 },
    });
    const refused = await ask(`${POOL}/none?${V}`, { method: 'PUT', body: { properties } });
    assert.equal(refused.status, 503);
    assert.equal((await ask(`${POOL}/none?${V}`)).status, 404);
  });
});
