import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { connect as connectTls, rootCertificates } from 'node:tls';
import { nullLog, type Log } from '../../../../src/base/log.ts';
import { type ProblemKind, UserError } from '../../../../src/base/problem.ts';
import { Connection } from '../../../../src/kube/api/connection.ts';
import { listAll } from '../../../../src/kube/list/list.ts';
import { NODES } from '../../../../src/kube/resources/nodeResource.ts';
import type { KubeconfigUser } from '../../../../src/kube/kubeconfig/kubeconfigFile.ts';
import type { ResolvedContext } from '../../../../src/kube/kubeconfig/mergeKubeconfigs.ts';
import { serverVersion } from '../../../../src/kube/api/serverVersion.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { contextOf } from '../../../simConnection.ts';

describe('Connection', () => {
  let sim: Sim;
  let context: ResolvedContext;
  const open: Connection[] = [];
  before(async () => {
    sim = await startSim();
    context = await contextOf(sim.kubeconfig);
  });
  afterEach(() => {
    for (const connection of open.splice(0)) connection.dispose();
    sim.faults.clear();
  });
  after(() => sim.stop());

  const signal = (): AbortSignal => AbortSignal.timeout(10_000);
  const connect = (
    changed: Partial<ResolvedContext> = {},
    mayRunPrograms = true,
    log: Log = nullLog,
  ) => {
    const connection = new Connection({
      context: { ...context, ...changed },
      environment: {},
      log,
      mayRunPrograms: () => mayRunPrograms,
    });
    open.push(connection);
    return connection;
  };
  const as = (user: Omit<KubeconfigUser, 'name'>) => ({ user: { name: 'u', ...user } });
  const fails = (connection: Connection, kind: ProblemKind, what: RegExp) =>
    assert.rejects(
      serverVersion(connection, signal()),
      (error: unknown) =>
        error instanceof UserError && error.problem.kind === kind && what.test(error.problem.what),
    );
  const at = (server: string, more: object = {}) => ({
    ref: { ...context.ref, server },
    cluster: { ...context.cluster, server, ...more },
  });
  const plugin = (token: string) => ({
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: [
      '-e',
      `console.log(JSON.stringify({kind:'ExecCredential',apiVersion:'client.authentication.k8s.io/v1',status:{token:${token}}}))`,
    ],
    env: [],
    installHint: '',
    provideClusterInfo: false,
    interactiveMode: 'Never' as const,
  });

  it('reads the version', async () => {
    assert.equal(await serverVersion(connect(), signal()), '1.35.2');
  });

  it('signs in by a plugin, and runs it once for many requests', async () => {
    const counter = `"sim-admin"`;
    const connection = connect(as({ exec: plugin(counter) }));
    const versions = await Promise.all(
      Array.from({ length: 5 }, () => serverVersion(connection, signal())),
    );
    assert.deepEqual(new Set(versions), new Set(['1.35.2']));
  });

  it('runs no plugin in an untrusted workspace, and says so', async () => {
    await fails(
      connect(as({ exec: plugin('"sim-admin"') }), false),
      'credential',
      /untrusted workspace/,
    );
  });

  it('asks a plugin once more when its token was refused', async () => {
    sim.faults.add({ path: '/version', times: 1, action: { kind: 'status', code: 401 } });
    assert.equal(
      await serverVersion(connect(as({ exec: plugin('"sim-admin"') })), signal()),
      '1.35.2',
    );
  });

  it('runs the plugin once for many requests that are refused at the same time', async () => {
    const runs = join(await mkdtemp(join(tmpdir(), 'aks-sandbox-runs-')), 'runs');
    const script = `const fs=require('fs');fs.appendFileSync(${JSON.stringify(runs)},'x');const n=fs.statSync(${JSON.stringify(runs)}).size;console.log(JSON.stringify({kind:'ExecCredential',apiVersion:'client.authentication.k8s.io/v1',status:{token:n>1?'sim-admin':'stale'}}))`;
    const connection = connect(as({ exec: { ...plugin(''), args: ['-e', script] } }));
    const versions = await Promise.all(
      Array.from({ length: 8 }, () => serverVersion(connection, signal())),
    );
    assert.deepEqual(new Set(versions), new Set(['1.35.2']));
    assert.equal(await readFile(runs, 'utf8'), 'xx');
  });

  it('says when the credentials are refused', async () => {
    const connection = connect(as({ token: 'wrong' }));
    await assert.rejects(
      connection.json({
        path: '/api/v1/nodes',
        subject: { cluster: 'prod-weu', verb: 'list', object: 'nodes', rights: '' },
        signal: signal(),
      }),
      /prod-weu does not accept your credentials/,
    );
  });

  it('says when a token file or certificate is missing', async () => {
    await fails(
      connect(as({ tokenFile: '/no/such/token' })),
      'configuration',
      /token file \/no\/such\/token/,
    );
    await fails(
      connect(as({ certFile: '/no/such.crt', keyData: 'eA==' })),
      'configuration',
      /certificate/,
    );
    await fails(connect(as({ certData: 'eA==' })), 'configuration', /without its key/);
  });

  it('says when a certificate is no certificate', async () => {
    await fails(
      connect(as({ certData: 'eA==', keyData: 'eA==' })),
      'configuration',
      /certificates of the user/,
    );
  });

  it('says when the certificate of the server is not trusted', async () => {
    const { caData: _, ...cluster } = context.cluster;
    await fails(connect({ cluster }), 'certificate', /not trusted/);
  });

  it('connects once the CA file is there, and once it is the right one', async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-ca-'));
    test.after(() => rm(folder, { recursive: true }));
    const caFile = join(folder, 'ca.crt');
    const { caData = '', ...cluster } = context.cluster;
    const connection = connect({ cluster: { ...cluster, caFile } });
    await fails(connection, 'configuration', /CA file .* does not exist/);
    await writeFile(caFile, rootCertificates[0] ?? '');
    await fails(connection, 'certificate', /not trusted/);
    await writeFile(caFile, Buffer.from(caData, 'base64'));
    assert.equal(await serverVersion(connection, signal()), '1.35.2');
  });

  it('follows a redirect within its own server, and no other', async () => {
    const answer = { kind: 'answer', code: 302, contentType: 'text/plain', text: '' } as const;
    const path = '/version';
    sim.faults.add({ path, times: 1, action: { ...answer, location: '/version?again' } });
    assert.equal(await serverVersion(connect(), signal()), '1.35.2');
    sim.faults.add({
      path,
      times: 1,
      action: { ...answer, location: 'https://elsewhere.example/' },
    });
    await assert.rejects(serverVersion(connect(), signal()));
    sim.faults.add({ path, action: { ...answer, location: '/version' } });
    await assert.rejects(serverVersion(connect(), signal()));
  });

  it("sends no query of the server's address, as kubectl does", async () => {
    const ref = { ...context.ref, server: `${context.ref.server}/?a=b` };
    assert.equal(await serverVersion(connect({ ref }), signal()), '1.35.2');
  });

  it('takes a list whose items are null for an empty one', async () => {
    const text =
      '{"kind":"NodeList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":null}';
    const action = { kind: 'answer', code: 200, contentType: 'application/json', text } as const;
    sim.faults.add({ resource: 'nodes', action });
    assert.equal((await listAll(connect(), NODES, signal())).items.size, 0);
  });

  it("trusts the server's own certificate in place of a CA", async () => {
    const { hostname, port } = new URL(context.cluster.server);
    const socket = connectTls({ host: hostname, port: Number(port), rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const leaf = new X509Certificate(socket.getPeerCertificate().raw).toString();
    socket.destroy();
    const caData = Buffer.from(leaf).toString('base64');
    const connection = connect({ cluster: { ...context.cluster, caData } });
    assert.equal(await serverVersion(connection, signal()), '1.35.2');
  });

  it('takes the name to verify from tls-server-name', async () => {
    const named = { ...context.cluster, tlsServerName: 'elsewhere.example' };
    await fails(connect({ cluster: named }), 'certificate', /is for another name/);
    const verified = { ...context.cluster, tlsServerName: 'localhost' };
    assert.equal(await serverVersion(connect({ cluster: verified }), signal()), '1.35.2');
  });

  it('says when nothing answers, or the name is unknown', async () => {
    await fails(connect(at('https://127.0.0.1:1')), 'unreachable', /nothing answers/);
    await fails(connect(at('https://no-such-host.invalid')), 'unreachable', /cannot be resolved/);
  });

  it('says when the proxy does not answer', async () => {
    const proxied = { ...context.cluster, proxyUrl: 'http://127.0.0.1:1' };
    await fails(connect({ cluster: proxied }), 'unreachable', /Cannot reach prod-weu/);
  });

  it('refuses the auth providers of old, and says what to do', async () => {
    await fails(
      connect(as({ authProvider: { name: 'azure', config: {} } })),
      'configuration',
      /auth provider "azure"/,
    );
  });

  it('impersonates', async () => {
    const impersonation = {
      user: 'sim-viewer',
      groups: ['g1', 'g2'],
      extra: { scopes: ['a', 'b'] },
    };
    const connection = connect({ user: { ...context.user, impersonation } });
    const { headers } = await connection.client(signal());
    assert.equal(headers['Impersonate-User'], 'sim-viewer');
    assert.deepEqual(headers['Impersonate-Group'], ['g1', 'g2']);
    assert.deepEqual(headers['Impersonate-Extra-scopes'], ['a', 'b']);
  });

  it('is cancelled by its signal', async () => {
    sim.faults.add({ path: '/version', action: { kind: 'latency', ms: 10_000 } });
    const controller = new AbortController();
    const waiting = serverVersion(connect(), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(waiting, { name: 'AbortError' });
  });

  it('logs no secret', async () => {
    const lines: string[] = [];
    const write = (message: string | Error): void => void lines.push(String(message));
    const log = { trace: write, debug: write, info: write, warn: write, error: write };
    await serverVersion(connect(as({ token: 'sim-admin' }), true, log), signal());
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines.join(), /sim-admin/);
  });
});
