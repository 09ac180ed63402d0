import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { UserError } from '../../../../src/base/problem.ts';
import { Connection } from '../../../../src/kube/api/connection.ts';
import { execInPod } from '../../../../src/kube/exec/exec.ts';
import { listAll } from '../../../../src/kube/list/list.ts';

import { type ConnectProxy, startConnectProxy } from '../../../connectProxy.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { contextOf } from '../../../simConnection.ts';
import { NODES } from '../../../../src/kube/resources/nodeResource.ts';

const HOST = 'cluster.example';

describe('a connection through a proxy', () => {
  let sim: Sim;
  let proxy: ConnectProxy;
  before(async () => {
    // Pages of so many nodes are packed on their way.
    sim = await startSim({ nodes: 1000 });
    proxy = await startConnectProxy();
  });
  after(async () => {
    await proxy[Symbol.asyncDispose]();
    await sim.stop();
  });

  const open = async (by: 'kubeconfig' | 'environment', user = ''): Promise<Connection> => {
    const context = await contextOf(sim.kubeconfig);
    const server = `https://${HOST}:${new URL(sim.url).port}`;
    const proxyUrl = proxy.url.replace('//', `//${user}`);
    const cluster = { ...context.cluster, server, tlsServerName: 'localhost' };
    return new Connection({
      context: {
        ...context,
        ref: { ...context.ref, server },
        cluster: by === 'kubeconfig' ? { ...cluster, proxyUrl } : cluster,
      },
      environment: by === 'environment' ? { HTTPS_PROXY: proxyUrl } : {},
      log: nullLog,
      mayRunPrograms: () => true,
    });
  };
  const signal = (): AbortSignal => AbortSignal.timeout(10_000);

  for (const by of ['kubeconfig', 'environment'] as const) {
    it(`lists and executes, with the proxy of the ${by}`, async () => {
      const connection = await open(by);
      const { tunnels } = proxy;
      const count = tunnels.length;
      assert.equal((await listAll(connection, NODES, signal())).items.size, 1008);
      const { stdout } = await execInPod(connection, {
        namespace: 'payments',
        pod: 'legacy-0',
        container: 'main',
        argv: ['uname', '-r'],
        timeoutMs: 5000,
        largestOutput: 1000,
        signal: signal(),
      });
      connection.dispose();
      assert.equal(stdout, '6.8.0-1065-azure\n');
      assert.ok(tunnels.slice(count).every((target) => target.startsWith(`${HOST}:`)));
      assert.ok(tunnels.length >= count + 2);
    });
  }

  it('says when the proxy refuses, and not with which password', async () => {
    proxy.refusal = '407 Proxy Authentication Required';
    const connection = await open('kubeconfig', 'ada:s3cret@');
    await assert.rejects(
      listAll(connection, NODES, signal()),
      (error: unknown) =>
        error instanceof UserError &&
        error.problem.what ===
          'Cannot reach prod-weu to list nodes: the proxy refused (HTTP 407)' &&
        !error.message.includes('s3cret'),
    );
    connection.dispose();
    proxy.refusal = '';
  });
});
