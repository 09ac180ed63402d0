import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { UserError } from '../../../../src/base/problem.ts';
import { Connection } from '../../../../src/kube/api/connection.ts';
import { type ExecRequest, execInPod } from '../../../../src/kube/exec/exec.ts';
import type { KubeconfigCluster } from '../../../../src/kube/kubeconfig/kubeconfigFile.ts';
import { listAll } from '../../../../src/kube/list/list.ts';
import { NODES } from '../../../../src/kube/resources/nodeResource.ts';
import { type ConnectProxy, startConnectProxy } from '../../../connectProxy.ts';
import { makeCertificates } from '../../../sim/certificates.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { contextOf } from '../../../simConnection.ts';
import { type SocksProxy, startSocksProxy } from '../../../socksProxy.ts';
import { startSocketServer } from '../../../strangeServer.ts';

const HOST = 'cluster.example';
const KERNEL = '6.8.0-1065-azure\n';

const readKernel = (signal: AbortSignal): ExecRequest => ({
  namespace: 'payments',
  pod: 'legacy-0',
  container: 'main',
  argv: ['uname', '-r'],
  timeoutMs: 5000,
  largestOutput: 1000,
  signal,
});

describe('a connection through a proxy', () => {
  let sim: Sim;
  let proxy: ConnectProxy;
  let secureProxy: ConnectProxy;
  let socks: SocksProxy;
  let proxyCa = '';
  before(async () => {
    // Pages of so many nodes are packed on their way.
    sim = await startSim({ nodes: 1000 });
    const certificates = await makeCertificates(['127.0.0.1'], 'proxy-ca');
    proxyCa = certificates.ca;
    proxy = await startConnectProxy();
    secureProxy = await startConnectProxy(certificates);
    socks = await startSocksProxy();
  });
  after(async () => {
    for (const one of [proxy, secureProxy, socks]) await one[Symbol.asyncDispose]();
    await sim.stop();
  });

  const open = async (
    more: Partial<KubeconfigCluster>,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Connection> => {
    const context = await contextOf(sim.kubeconfig);
    const { server = `https://${HOST}:${new URL(sim.url).port}` } = more;
    const { caData = '' } = context.cluster;
    // One bundle for the cluster and the proxy, as in a company with a CA of its own.
    const bundle = Buffer.from(`${Buffer.from(caData, 'base64').toString()}\n${proxyCa}`);
    return new Connection({
      context: {
        ...context,
        ref: { ...context.ref, server },
        cluster: {
          ...context.cluster,
          caData: bundle.toString('base64'),
          server,
          tlsServerName: 'localhost',
          ...more,
        },
      },
      environment,
      log: nullLog,
      mayRunPrograms: () => true,
    });
  };
  const signal = (): AbortSignal => AbortSignal.timeout(10_000);

  const WAYS: readonly (readonly [
    name: string,
    connect: () => Promise<Connection>,
    asked: () => readonly string[],
  ])[] = [
    ['an HTTP proxy of the kubeconfig', () => open({ proxyUrl: proxy.url }), () => proxy.tunnels],
    [
      'an HTTP proxy of the environment',
      () => open({}, { HTTPS_PROXY: proxy.url }),
      () => proxy.tunnels,
    ],
    [
      "an HTTPS proxy whose certificate is by the cluster's CA",
      () => open({ proxyUrl: secureProxy.url }),
      () => secureProxy.tunnels,
    ],
    [
      'a SOCKS5 proxy, which resolves the name',
      () => open({ proxyUrl: socks.url }),
      () => socks.asked,
    ],
    [
      'a SOCKS5 proxy of the environment',
      () => open({}, { HTTPS_PROXY: socks.url.replace('socks5', 'socks5h') }),
      () => socks.asked,
    ],
  ];
  for (const [name, connect, asked] of WAYS) {
    it(`lists and executes through ${name}`, async () => {
      const connection = await connect();
      const count = asked().length;
      assert.equal((await listAll(connection, NODES, signal())).items.size, 1008);
      const listed = asked().length;
      const { stdout } = await execInPod(connection, readKernel(signal()));
      connection.dispose();
      assert.equal(stdout, KERNEL);
      assert.ok(listed > count && asked().length > listed);
      assert.ok(asked().every((target) => target.startsWith(`${HOST}:`)));
    });
  }

  it('asks an HTTP proxy for an IPv6 address in brackets', async () => {
    const { port } = new URL(sim.url);
    const connection = await open({ server: `https://[2001:db8::1]:${port}`, proxyUrl: proxy.url });
    const earlier = proxy.tunnels.length;
    assert.equal((await listAll(connection, NODES, signal())).items.size, 1008);
    const { stdout } = await execInPod(connection, readKernel(signal()));
    connection.dispose();
    assert.equal(stdout, KERNEL);
    assert.deepEqual([...new Set(proxy.tunnels.slice(earlier))], [`[2001:db8::1]:${port}`]);
  });

  it('says when the proxy refuses, and not with which password', async () => {
    proxy.refusal = '407 Proxy Authentication Required';
    const connection = await open({ proxyUrl: proxy.url.replace('//', '//ada:s3cret@') });
    await assert.rejects(
      listAll(connection, NODES, signal()),
      (error: unknown) =>
        error instanceof UserError &&
        error.problem.what ===
          `Cannot reach prod-weu to list nodes: the proxy ${new URL(proxy.url).host} refused (HTTP 407)` &&
        !error.message.includes('s3cret'),
    );
    connection.dispose();
    proxy.refusal = '';
  });

  const BROKEN: readonly (readonly [name: string, proxyUrl: () => string, message: RegExp])[] = [
    [
      'is down',
      () => 'http://127.0.0.1:1',
      /the proxy 127\.0\.0\.1:1 cannot be used: nothing answers at its address\. Check proxy-url/,
    ],
    [
      'of SOCKS is down',
      () => 'socks5://127.0.0.1:1',
      /the proxy 127\.0\.0\.1:1 cannot be used: nothing answers at its address\./,
    ],
    [
      'of SOCKS does not resolve',
      () => 'socks5://proxy.invalid',
      /the proxy proxy\.invalid cannot be used: its address cannot be resolved\./,
    ],
    [
      'does not resolve',
      () => 'http://proxy.invalid:3128',
      /the proxy proxy\.invalid:3128 cannot be used: its address cannot be resolved/,
    ],
    [
      'speaks no SOCKS',
      () => proxy.url.replace('http', 'socks5'),
      /the proxy 127.* cannot be used: what answers at its address speaks no SOCKS5\./,
    ],
  ];
  for (const [name, proxyUrl, message] of BROKEN) {
    it(`names a proxy that ${name}`, async () => {
      const connection = await open({ proxyUrl: proxyUrl() });
      await assert.rejects(listAll(connection, NODES, signal()), message);
      connection.dispose();
    });
  }

  const SAID: readonly (readonly [name: string, said: readonly number[][], why: RegExp])[] = [
    ['knows another sign-in alone', [[5, 0xff]], /: it does not take the credentials\./],
    [
      'refuses the password',
      [
        [5, 2],
        [1, 1],
      ],
      /: it does not take the credentials\./,
    ],
    [
      'has rules',
      [
        [5, 0],
        [5, 2, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      /: its rules do not allow the/,
    ],
    [
      'knows no way',
      [
        [5, 0],
        [5, 4, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      /: it cannot reach the server\./,
    ],
    [
      'refuses without a word',
      [
        [5, 0],
        [5, 99, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      /: it refused\./,
    ],
  ];
  for (const [name, said, why] of SAID) {
    it(`says why a SOCKS5 proxy does not help that ${name}`, async () => {
      await using server = await startSocketServer((socket) => {
        const left = said.values();
        socket.on('data', () => socket.write(Buffer.from(left.next().value ?? [])));
      });
      const connection = await open({ proxyUrl: `socks5://ada:pw@127.0.0.1:${server.port}` });
      await assert.rejects(listAll(connection, NODES, signal()), why);
      connection.dispose();
    });
  }

  it('takes what comes with the answer to CONNECT for the word of the server', async () => {
    await using server = await startSocketServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 Bad\r\n\r\n'));
    });
    const connection = await open({ proxyUrl: `http://127.0.0.1:${server.port}` });
    await assert.rejects(
      listAll(connection, NODES, signal()),
      /no secure connection could be made/,
    );
    connection.dispose();
  });
});
