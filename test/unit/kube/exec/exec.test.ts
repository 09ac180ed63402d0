import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { WebSocketServer } from 'ws';
import { nullLog } from '../../../../src/base/log.ts';
import { ApiError } from '../../../../src/kube/api/apiError.ts';
import { Connection } from '../../../../src/kube/api/connection.ts';
import { type ExecEnd, execInPod } from '../../../../src/kube/exec/exec.ts';
import { withOverrides } from '../../../../src/kube/kubeconfig/withOverrides.ts';
import { connectionTo } from '../../../simConnection.ts';
import { connectionToServer, startSocketServer } from '../../../strangeServer.ts';
import { useConnection } from '../../../useConnection.ts';

describe('execInPod', () => {
  const used = useConnection();

  const request = (argv: readonly string[], more: object = {}) => ({
    namespace: 'payments',
    pod: 'legacy-0',
    container: firstContainer(),
    argv,
    timeoutMs: 5000,
    largestOutput: 10_000,
    signal: new AbortController().signal,
    ...more,
  });
  const firstContainer = (): string => {
    const pod = used.sim.object('pods', 'payments', 'legacy-0') as unknown as {
      spec: { containers: { name: string }[] };
    };
    return pod.spec.containers[0]?.name ?? '';
  };

  it('collects what a command prints', async () => {
    const { stdout, stderr, end } = await execInPod(used.connection, request(['uname', '-r']));
    assert.deepEqual(
      [stdout, stderr, end],
      ['6.8.0-1065-azure\n', '', { kind: 'exited', code: 0 }],
    );
  });

  it('gives the exit code and the errors', async () => {
    const { stderr, end } = await execInPod(used.connection, request(['cat', '/no/such/file']));
    assert.match(stderr, /no\/such\/file/);
    assert.deepEqual(end, { kind: 'exited', code: 1 });
  });

  it('says when the program does not exist', async () => {
    const { end } = await execInPod(used.connection, request(['no-such-program']));
    assert.equal(end.kind, 'not-started');
  });

  const STRIPPED = [
    ['answers as if it were a request', { code: 200, text: 'ok', contentType: 'text/plain' }],
    [
      'makes the API server ask for an upgrade',
      {
        code: 400,
        contentType: 'application/json',
        text: '{"kind":"Status","message":"Upgrade request required","code":400}',
      },
    ],
  ] as const;
  for (const [how, answer] of STRIPPED) {
    it(`says that something on the way takes out the upgrade, where that ${how}`, async () => {
      used.sim.faults.add({ resource: 'pods/exec', action: { kind: 'answer', ...answer } });
      await assert.rejects(
        execInPod(used.connection, request(['true'])),
        /something on the way takes the WebSocket upgrade out of the request\. Let the proxy/,
      );
      used.sim.faults.clear();
    });
  }

  it('tries once more with a new credential when the old one is refused', async () => {
    const refusal = {
      resource: 'pods/exec',
      action: { kind: 'status', code: 401, message: 'token expired' },
    } as const;
    used.sim.faults.add({ ...refusal, times: 1 });
    const { end } = await execInPod(used.connection, request(['uname', '-r']));
    assert.deepEqual(end, { kind: 'exited', code: 0 });
    used.sim.faults.add({ ...refusal, times: 2 });
    await assert.rejects(
      execInPod(used.connection, request(['uname', '-r'])),
      (error: unknown) => error instanceof ApiError && error.status === 401,
    );
    used.sim.faults.clear();
  });

  const PROFILES = [
    ['hang', 'timeout', { timeoutMs: 200 }],
    ['flood', 'flood', {}],
    ['cutShort', 'cut', {}],
  ] as const;
  for (const [profile, kind, more] of PROFILES) {
    it(`ends a command that behaves so: ${profile}`, async () => {
      used.sim.setRuntime('payments', 'legacy-0', { profile });
      const { end } = await execInPod(used.connection, request(['uname', '-r'], more));
      assert.equal(end.kind, kind);
      used.sim.setRuntime('payments', 'legacy-0', { profile: 'normal' });
      while (used.sim.requests.openExecs > 0)
        await new Promise((resolve) => setTimeout(resolve, 10));
    });
  }

  it('is cancelled by its signal, and leaves nothing open', async () => {
    used.sim.setRuntime('payments', 'legacy-0', { profile: 'hang' });
    const controller = new AbortController();
    const waiting = execInPod(
      used.connection,
      request(['uname', '-r'], { signal: controller.signal }),
    );
    setTimeout(() => controller.abort(), 100);
    await assert.rejects(waiting, { name: 'AbortError' });
    while (used.sim.requests.openExecs > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    used.sim.setRuntime('payments', 'legacy-0', { profile: 'normal' });
  });

  it('says why the server refuses', async () => {
    const limited = await connectionTo(used.sim, 'sim-no-exec');
    await assert.rejects(
      execInPod(limited, request(['uname', '-r'])),
      (error: unknown) =>
        error instanceof ApiError &&
        error.status === 403 &&
        error.problem.what ===
          'You may not run commands in pods of payments in prod-weu-no-exec (needs get and create on pods/exec)',
    );
    limited.dispose();
    await assert.rejects(
      execInPod(used.connection, request(['uname', '-r'], { pod: 'gone' })),
      (error: unknown) => error instanceof ApiError && error.status === 404,
    );
    await assert.rejects(
      execInPod(used.connection, request(['uname', '-r'], { container: 'gone' })),
      (error: unknown) => error instanceof ApiError && error.status === 400,
    );
  });

  const STATUSES: readonly (readonly [text: string, end: ExecEnd])[] = [
    ['{"status":5,"message":{}}', { kind: 'not-started', message: 'no reason given' }],
    ['{"details":{"causes":[null,5]}}', { kind: 'not-started', message: 'no reason given' }],
    [
      '{"reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"soon"}]}}',
      { kind: 'not-started', message: 'no reason given' },
    ],
    [
      '{"reason":"NonZeroExitCode","details":{"causes":[null,{"reason":"ExitCode","message":"3"}]}}',
      { kind: 'exited', code: 3 },
    ],
  ];
  for (const [text, end] of STATUSES) {
    it(`reads of a strange status what is one: ${text}`, async () => {
      const server = new WebSocketServer({ port: 0, handleProtocols: () => 'v5.channel.k8s.io' });
      server.on('connection', (socket) => socket.send(Buffer.from(`\u0003${text}`)));
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      using connection = connectionToServer(`http://127.0.0.1:${port}`);
      const ended = await execInPod(connection, request(['true']));
      server.close();
      assert.deepEqual(ended.end, end);
    });
  }

  it('asks below the path of the address, however that is written', async () => {
    for (const tail of ['', '?a=b', '/#frag']) {
      const asked: string[] = [];
      const server = new WebSocketServer({ port: 0, handleProtocols: () => 'v5.channel.k8s.io' });
      server.on('connection', (socket, { url = '' }) => {
        asked.push(url.slice(0, url.indexOf('?')));
        socket.send(Buffer.from('\u0003{"status":"Success"}'));
      });
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const context = withOverrides(
        {
          ref: { id: 'c', name: 'c', server: '', namespace: '', user: '', file: '' },
          cluster: { name: 'c', server: '', insecure: false },
          user: { name: '' },
        },
        { server: `HTTP://127.0.0.1:${port}/base${tail}` },
      );
      const connection = new Connection({
        context,
        environment: {},
        log: nullLog,
        mayRunPrograms: () => false,
      });
      const { end } = await execInPod(connection, request(['true']));
      connection.dispose();
      server.close();
      assert.deepEqual(end, { kind: 'exited', code: 0 });
      assert.deepEqual(asked, ['/base/api/v1/namespaces/payments/pods/legacy-0/exec'], tail);
    }
  });

  it('says that an answer opens no WebSocket', async () => {
    await using server = await startSocketServer((socket) => {
      const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade';
      socket.once('data', () => socket.write(`${head}\r\nSec-WebSocket-Accept: wrong\r\n\r\n`));
    });
    using connection = connectionToServer(`http://127.0.0.1:${server.port}`);
    await assert.rejects(execInPod(connection, request(['true'])), /: it opens no WebSocket\./);
  });
});
