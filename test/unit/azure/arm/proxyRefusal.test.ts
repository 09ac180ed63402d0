import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ArmClient } from '../../../../src/azure/arm/armClient.ts';
import { ArmError } from '../../../../src/azure/arm/armError.ts';
import { proxyRefusal } from '../../../../src/azure/arm/proxyRefusal.ts';
import { getManagedCluster } from '../../../../src/azure/clusters/managedCluster.ts';
import { problemOf } from '../../../../src/base/problem.ts';
import { type ConnectProxy, startConnectProxy } from '../../../connectProxy.ts';
import { unsignedToken } from '../../../sim/azure/arm/armCaller.ts';
import { CONTOSO } from '../../../sim/azure/sample/tenants.ts';
import { UNKNOWN_HOST } from '../../../sim/sim.ts';
import { PROD_WEU } from '../prodWeu.ts';
import { useAzure } from '../useAzure.ts';

describe('proxyRefusal', () => {
  const subject = { verb: 'read', object: 'the node pools', role: 'Reader' };
  for (const [name, answer, isProxys] of [
    ['a bare 403', { status: 403, headers: {}, body: {} }, true],
    [
      'a 403 with a page',
      { status: 403, headers: { 'content-type': 'text/html' }, body: {} },
      true,
    ],
    ['a 407', { status: 407, headers: { 'x-ms-request-id': 'forged' }, body: {} }, true],
    ["Azure's 403", { status: 403, headers: { 'X-MS-Request-Id': 'x' }, body: {} }, false],
    ['a code', { status: 403, headers: {}, body: { error: { code: 'Forbidden' } } }, false],
    ['a 404', { status: 404, headers: {}, body: {} }, false],
    ['a 503', { status: 503, headers: {}, body: {} }, false],
  ] as const) {
    it(`${isProxys ? 'is' : 'is not'} ${name}`, () => {
      assert.equal(
        proxyRefusal(subject, answer)?.problem.kind,
        isProxys ? 'unreachable' : undefined,
      );
    });
  }
});

describe('Azure behind a proxy', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const kept = process.env['HTTPS_PROXY'];
  let proxy: ConnectProxy;
  before(async () => {
    proxy = await startConnectProxy();
    process.env['HTTPS_PROXY'] = proxy.url;
  });
  after(async () => {
    if (kept === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = kept;
    await proxy[Symbol.asyncDispose]();
  });
  const read = () => {
    const { sim } = azure();
    const endpoint = {
      resourceManager: sim.azure.url.replace('127.0.0.1', UNKNOWN_HOST),
      scope: 'https://management.azure.com/.default',
      ca: sim.ca,
    };
    const tokens = { token: () => Promise.resolve(unsignedToken({ tid: CONTOSO.id })) };
    return getManagedCluster(new ArmClient(endpoint, tokens, CONTOSO.id), PROD_WEU, signal);
  };

  for (const refusal of ['403 Forbidden', '407 Proxy Authentication Required']) {
    it(`that refuses with ${refusal} is no missing role`, async () => {
      proxy.refusal = refusal;
      const error: unknown = await read().catch((caught: unknown) => caught);
      assert.ok(!(error instanceof ArmError));
      const { what, next } = problemOf(error);
      const status = refusal.slice(0, 3);
      assert.match(what, new RegExp(`^Cannot reach Azure to read the cluster.*HTTP ${status}`));
      assert.doesNotMatch(next, /role/);
      assert.ok(proxy.tunnels.length > 0);
    });
  }
});
