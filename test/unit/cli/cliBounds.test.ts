import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as turn } from 'node:timers/promises';
import { startCli } from './startCli.ts';
import { startSilentServer, startStrangeServer, type StrangeServer } from '../../strangeServer.ts';

describe('aks-sandbox, where nobody can be trusted', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-bounds-'));
  });
  after(() => rm(folder, { recursive: true }));

  const start = async (kubeconfig: object, args: readonly string[] = ['verify']) => {
    const file = join(folder, 'kubeconfig');
    await writeFile(file, JSON.stringify(kubeconfig));
    return startCli(args, { env: { KUBECONFIG: file } });
  };
  const kubeconfig = (cluster: object, context = 'prod') => ({
    'current-context': context,
    contexts: [{ name: context, context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user: {} }],
  });

  const SILENT: readonly (readonly [string, (port: number) => object])[] = [
    [
      'a proxy that takes CONNECT',
      (port) => ({ server: 'https://cluster.example', 'proxy-url': `http://127.0.0.1:${port}` }),
    ],
    ['a server that never speaks TLS', (port) => ({ server: `https://127.0.0.1:${port}` })],
    ['a server that never answers', (port) => ({ server: `http://127.0.0.1:${port}` })],
  ];
  for (const [name, cluster] of SILENT) {
    it(`ends at the first signal: ${name}`, async () => {
      await using server = await startSilentServer();
      const { child, ended } = await start(kubeconfig(cluster(server.port)));
      await connected(server);
      child.kill('SIGINT');
      const { code, stderr } = await ended;
      assert.equal(code, 130);
      assert.equal(stderr, 'aks-sandbox: interrupted\n');
    });
  }

  it('gives who signs in the time that it takes', async () => {
    await using server = await startStrangeServer((request, answer) => {
      const kind = request.url?.startsWith('/api/v1') ? 'PodList' : 'RuntimeClassList';
      answer.end(JSON.stringify({ kind, metadata: {}, items: [] }));
    });
    const apiVersion = 'client.authentication.k8s.io/v1';
    const credential = { kind: 'ExecCredential', apiVersion, status: { token: 't' } };
    const slow = `setTimeout(() => console.log(${JSON.stringify(JSON.stringify(credential))}), 1500)`;
    const exec = { apiVersion, command: process.execPath, args: ['-e', slow] };
    const config = {
      ...kubeconfig({ server: `http://127.0.0.1:${server.port}` }),
      users: [{ name: 'u', user: { exec: { ...exec, interactiveMode: 'Never' } } }],
    };
    const { ended } = await start(config, ['verify', '--request-timeout', '1s']);
    const { code, stderr } = await ended;
    assert.equal(code, 0, stderr);
  });

  it('shows a name of a kubeconfig as text', async () => {
    const evil = kubeconfig({ server: 'https://a' }, '\u001b[31mred\u001b]0;title\u0007\u202e');
    const { ended } = await start(
      { ...evil, contexts: [...evil.contexts, { name: 'b\u001b[2J' }] },
      ['verify', '--context', 'gone\u001b[31m'],
    );
    const { code, stderr } = await ended;
    assert.equal(code, 2);
    assert.match(stderr, /There is no context "gone"\. Choose one with --context: red, b\./);
    // oxlint-disable-next-line no-control-regex -- none may be there
    assert.doesNotMatch(stderr, /[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('says that a server proves nothing, whose certificate nobody looks at', async () => {
    await using server = await startStrangeServer((request, answer) => {
      const kind = request.url?.startsWith('/api/v1') ? 'PodList' : 'RuntimeClassList';
      answer.end(JSON.stringify({ kind, metadata: {}, items: [] }));
    });
    const { ended } = await start(kubeconfig({ server: `http://127.0.0.1:${server.port}` }));
    const { code, stderr } = await ended;
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^prod is reached by http, without encryption: .* proves nothing\.$/m);
  });

  it('says what a refusal of any form means', async () => {
    await using server = await startStrangeServer((_request, answer) => {
      answer.writeHead(403).end('{"message":5,"reason":{},"details":{"causes":[null]}}');
    });
    const { ended } = await start(kubeconfig({ server: `http://127.0.0.1:${server.port}` }));
    const { code, stderr } = await ended;
    assert.equal(code, 2);
    assert.match(stderr, /^aks-sandbox: You may not list (?:pods|runtimeclasses) in prod/m);
    assert.doesNotMatch(stderr, /cannot reach|\n\s+at /i);
  });
});

async function connected(server: StrangeServer): Promise<void> {
  while (server.seen() === 0) await turn(20);
}
