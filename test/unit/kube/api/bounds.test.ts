import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { createGzip } from 'node:zlib';
import { UserError, type Problem } from '../../../../src/base/problem.ts';
import { execInPod } from '../../../../src/kube/exec/exec.ts';
import { listAll } from '../../../../src/kube/list/list.ts';
import { watch } from '../../../../src/kube/list/watch.ts';
import { PODS } from '../../../../src/kube/resources/podResource.ts';
import type { Bounds } from '../../../../src/net/bounds.ts';
import { followDelay } from '../../../../src/net/retry.ts';
import {
  connectionToServer,
  startSilentServer,
  startSocketServer,
  startStrangeServer,
  type StrangeServer,
} from '../../../strangeServer.ts';

const { signal } = new AbortController();

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => assert.fail('it did not fail'),
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof UserError, String(error));
  return error.problem;
}

function open(server: StrangeServer, bounds: Partial<Bounds> = {}) {
  return connectionToServer(`http://127.0.0.1:${server.port}`, { bounds });
}

function page(answer: ServerResponse, names: readonly string[], next: string): void {
  const items = names.map((name) => ({ metadata: { name, uid: name }, spec: {} }));
  answer.setHeader('content-type', 'application/json');
  answer.end(JSON.stringify({ metadata: { resourceVersion: '1', continue: next }, items }));
}

describe('a server that does not end', () => {
  it('a proxy that takes CONNECT and never answers', async () => {
    await using proxy = await startSilentServer();
    using connection = connectionToServer('https://cluster.example', {
      proxyUrl: `http://127.0.0.1:${proxy.port}`,
      bounds: { connectMs: 100, silenceMs: 100 },
    });
    const { kind, what } = await problemOf(listAll(connection, PODS, signal));
    assert.equal(kind, 'timeout');
    assert.match(what, /^Cannot reach strange to list pods: there was no whole answer within 1 s$/);
    assert.equal(proxy.seen(), 1);
  });

  it('one that never speaks TLS, and who waits for it can cancel', async () => {
    await using server = await startSilentServer();
    const address = `https://127.0.0.1:${server.port}`;
    using connection = connectionToServer(address, { bounds: { connectMs: 100, silenceMs: 100 } });
    assert.equal((await problemOf(listAll(connection, PODS, signal))).kind, 'timeout');
    using patient = connectionToServer(address);
    const stop = new AbortController();
    const listing = listAll(patient, PODS, stop.signal);
    stop.abort();
    await assert.rejects(listing, { name: 'AbortError' });
  });

  it('a body that comes byte by byte', async () => {
    await using server = await startStrangeServer((_request, answer) => {
      answer.write('{"items":[');
      const drip = setInterval(() => answer.write(' '), 20);
      answer.on('close', () => clearInterval(drip));
    });
    using connection = open(server, { requestMs: 300 });
    assert.equal((await problemOf(listAll(connection, PODS, signal))).kind, 'timeout');
    assert.equal(server.seen(), 1);
  });

  it('a list of which each page is in time', async () => {
    let count = 0;
    await using server = await startStrangeServer((_request, answer) => {
      page(answer, [`pod-${count}`], `token-${count++}`);
    });
    using connection = open(server, { listMs: 200 });
    const { kind, what } = await problemOf(listAll(connection, PODS, signal));
    assert.equal(kind, 'timeout');
    assert.match(what, /to list pods/);
  });

  it('pages that go on for ever', async () => {
    let count = 0;
    await using server = await startStrangeServer((_request, answer) => {
      page(answer, [`pod-${count}`], `token-${count++}`);
    });
    using connection = open(server, { objects: 400 });
    const { what, retryable } = await problemOf(listAll(connection, PODS, signal));
    assert.match(what, /it has more than 400 objects/);
    assert.equal(retryable, false);
    assert.ok(server.seen() <= 24, `${server.seen()} requests`);
  });

  for (const [length, most] of [
    [1, 5],
    [2, 9],
    [7, 30],
  ] as const) {
    it(`the same pages again and again: ${length}`, async () => {
      let count = 0;
      await using server = await startStrangeServer((_request, answer) =>
        page(answer, ['a'], `token-${count++ % length}`),
      );
      using connection = open(server);
      const { what, retryable } = await problemOf(listAll(connection, PODS, signal));
      assert.match(what, /its pages go in a circle/);
      assert.equal(retryable, false);
      assert.ok(server.seen() <= most, `${server.seen()} requests`);
    });
  }

  it('a body without end', async () => {
    const chunk = Buffer.alloc(64 * 1024, ' ');
    await using server = await startStrangeServer((_request, answer) => {
      const more = (): void => {
        while (!answer.destroyed && answer.write(chunk));
      };
      answer.on('drain', more);
      more();
    });
    using connection = open(server);
    const { what, retryable } = await problemOf(listAll(connection, PODS, signal));
    assert.match(what, /it is larger than 34 MB$/);
    assert.equal(retryable, false);
  });

  for (const encoding of ['gzip', 'GZIP']) {
    it(`a body that is small while it is packed (${encoding})`, async () => {
      await using server = await startStrangeServer((_request, answer) => {
        answer.setHeader('content-encoding', encoding);
        const pack = createGzip();
        pack.pipe(answer);
        pack.end(Buffer.alloc(3_000_000, ' '));
      });
      using connection = open(server, { pageBytes: 2_000_000 });
      const { what } = await problemOf(listAll(connection, PODS, signal));
      assert.match(what, /it is larger than 2 MB$/);
    });
  }
});

describe('a server that throttles', () => {
  const ASKED: readonly (readonly [string, string, number])[] = [
    ['99999999999', '{}', 300_000],
    ['0', '{"details":{"retryAfterSeconds":3000000}}', 300_000],
    ['0', '{"details":{"retryAfterSeconds":"soon"}}', 500],
    ['soon', '{"details":{"retryAfterSeconds":1e99}}', 500],
  ];
  for (const [retryAfter, body, most] of ASKED) {
    it(`is asked again in time: ${retryAfter} ${body}`, async () => {
      await using server = await startStrangeServer((_request, answer) => {
        answer.writeHead(429, { 'retry-after': retryAfter }).end(body);
      });
      using connection = open(server);
      const error = await listAll(connection, PODS, signal).catch((failure: unknown) => failure);
      const delay = followDelay(error, 0);
      assert.ok(delay <= most && delay >= Math.min(250, most), `${delay} ms`);
    });
  }
});

describe('something that answers in place of a server', () => {
  const ANSWERS: readonly (readonly [string, number, Record<string, string>, RegExp])[] = [
    ['a sign-in page', 200, { 'content-type': 'Text/HTML; charset=utf-8' }, /with a web page/],
    [
      'a page that refuses',
      403,
      { 'content-type': 'text/html' },
      /a web page \(HTTP 403, list pods/,
    ],
    ['a redirect', 302, { location: 'https://login.example' }, /another address \(HTTP 302\)/],
  ];
  for (const [name, status, headers, told] of ANSWERS) {
    it(`is told by its words: ${name}`, async () => {
      await using server = await startStrangeServer((_request, answer) => {
        answer.writeHead(status, headers).end('<html>Please sign in</html>');
      });
      using connection = open(server);
      const { kind, what, next } = await problemOf(listAll(connection, PODS, signal));
      assert.equal(kind, 'invalid-answer');
      assert.match(what, told);
      assert.match(next, /sign-in page of the network or a proxy/);
      assert.equal(server.seen(), 1);
    });
  }

  const BODIES: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    ['', {}, /: it is empty$/],
    ['no healthy upstream', {}, /: it is neither JSON nor protobuf$/],
    ['{"items":[', {}, /: it is not complete$/],
    ['x', { 'content-encoding': 'br' }, /: it is packed by "br"$/],
  ];
  for (const [body, headers, told] of BODIES) {
    it(`is told by what its answer is: ${told}`, async () => {
      await using server = await startStrangeServer((_request, answer) => {
        answer.writeHead(200, headers).end(body);
      });
      using connection = open(server);
      const { what } = await problemOf(listAll(connection, PODS, signal));
      assert.match(what, told);
    });
  }

  it('is followed no more than ten times', async () => {
    await using server = await startStrangeServer(({ url = '' }, answer) => {
      answer.writeHead(302, { location: url }).end();
    });
    using connection = open(server);
    const { what } = await problemOf(listAll(connection, PODS, signal));
    assert.match(what, /: it points on and on to other paths$/);
    assert.equal(server.seen(), 11);
  });

  const HEADS: readonly (readonly [string, string, RegExp])[] = [
    ['another protocol', '220 mail.example\r\n', /: its answer is no HTTP$/],
    ['a length below zero', 'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n', /is no HTTP$/],
    ['a long head', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(99_999)}\r\n\r\n`, /head of .* too long$/],
  ];
  for (const [name, text, told] of HEADS) {
    it(`is told by how it begins: ${name}`, async () => {
      await using server = await startSocketServer((socket) => {
        socket.once('data', () => socket.write(text));
      });
      using connection = open(server);
      const { kind, what, next } = await problemOf(listAll(connection, PODS, signal));
      assert.equal(kind, 'invalid-answer');
      assert.match(what, told);
      assert.match(next, /something else than the server/);
    });
  }

  for (const [namespace, pod] of [
    ['..', 'a'],
    ['a', '..'],
    ['.', '.'],
  ] as const) {
    it(`is asked for no other path by the name of a pod: ${namespace}/${pod}`, async () => {
      await using server = await startStrangeServer((_request, answer) => answer.end('{}'));
      using connection = open(server);
      const request = { container: 'a', argv: ['true'], timeoutMs: 5000, largestOutput: 100 };
      const { kind } = await problemOf(
        execInPod(connection, { ...request, namespace, pod, signal }),
      );
      assert.equal(kind, 'not-found');
      assert.equal(server.seen(), 0);
    });
  }
});

describe('a watch that says anything', () => {
  const EVENTS: readonly (readonly [string, unknown, RegExp])[] = [
    ['a type without end', { type: 'token'.repeat(500), object: {} }, /has the type "[a-z]{39}…"$/],
    ['a type that is no text', { type: {}, object: {} }, /has the type "\[object Object\]"$/],
    [
      'an error of no kind',
      { type: 'ERROR', object: { code: 'x', message: {}, details: { causes: 5 } } },
      /^strange could not watch pods \(HTTP 500\)$/,
    ],
  ];
  for (const [name, event, what] of EVENTS) {
    it(name, async () => {
      await using server = await startStrangeServer((_request, answer) => {
        answer.end(`${JSON.stringify(event)}\n`);
      });
      using connection = open(server);
      assert.match((await problemOf(watch(connection, PODS, '1', signal).next())).what, what);
    });
  }
});
