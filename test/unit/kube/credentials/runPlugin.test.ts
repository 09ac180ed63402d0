import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as turn } from 'node:timers/promises';
import { UserError } from '../../../../src/base/problem.ts';
import { runPlugin } from '../../../../src/kube/credentials/runPlugin.ts';
import type { ExecConfig } from '../../../../src/kube/kubeconfig/kubeconfigFile.ts';

const V1 = 'client.authentication.k8s.io/v1';
const CLUSTER = {
  name: 'prod',
  server: 'https://prod',
  insecure: false,
  tlsServerName: 'kube',
  execConfig: { audience: 'a' },
};

/** A plugin that runs a line of JavaScript. */
const plugin = (code: string, more: Partial<ExecConfig> = {}): ExecConfig => ({
  apiVersion: V1,
  command: process.execPath,
  args: ['-e', code],
  env: [],
  installHint: '',
  provideClusterInfo: false,
  interactiveMode: 'IfAvailable',
  ...more,
});
const run = (exec: ExecConfig, timeoutMs = 10_000, signal = new AbortController().signal) =>
  runPlugin({ exec, cluster: CLUSTER, caData: 'Y2E=', timeoutMs, signal });
const printing = (status: object, apiVersion = V1) =>
  `console.log(${JSON.stringify(JSON.stringify({ kind: 'ExecCredential', apiVersion, status }))})`;

/** The number that a program has written into a file, as soon as it has. */
async function written(file: string): Promise<number> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '') return Number(text);
    await turn(10);
  }
}

/** Waits until a process is no more; the test's own time is the bound. */
async function ended(pid: number): Promise<void> {
  for (;;) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z ');
    if (/ Z /.test(state)) return;
    await turn(10);
  }
}

describe('runPlugin', () => {
  it('gives the token and its end, a little earlier', async () => {
    const credential = await run(
      plugin(printing({ token: 't', expirationTimestamp: '2030-01-01T00:00:10Z' })),
    );
    assert.deepEqual(credential, { token: 't', expiresAt: Date.parse('2030-01-01T00:00:00Z') });
  });

  it('gives what is printed as YAML, as kubectl takes it', async () => {
    const yaml = `kind: ExecCredential\\napiVersion: ${V1}\\nstatus: {token: t}\\n`;
    assert.deepEqual(await run(plugin(`process.stdout.write("${yaml}")`)), { token: 't' });
  });

  it('tells what the plugin says to a person while it runs, as plain text', async () => {
    const lines: string[] = [];
    const says = `console.error('open https://microsoft.com/devicelogin and enter the code AB12CD34E\\n\\u001b[31mred');`;
    const exec = plugin(`${says} ${printing({ token: 't' })}`, { command: process.execPath });
    await runPlugin({
      exec,
      cluster: CLUSTER,
      caData: undefined,
      timeoutMs: 10_000,
      signal: new AbortController().signal,
      onLine: (line, command) => lines.push(`${String(command === process.execPath)} ${line}`),
    });
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /^true open https:.* code AB12CD34E$/);
    assert.ok(!(lines[1] ?? '\u001b').includes('\u001b'));
  });

  it('gives a client certificate', async () => {
    const credential = await run(
      plugin(printing({ clientCertificateData: 'C', clientKeyData: 'K' })),
    );
    assert.deepEqual(credential, { certificate: 'C', key: 'K' });
  });

  it('gets the environment that kubectl gives', async () => {
    const code = `const {spec, kind} = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
      console.log(JSON.stringify({kind, apiVersion: ${JSON.stringify(V1)}, status: {token: JSON.stringify([spec, process.env.MORE, !process.stdin.isTTY])}}))`;
    const exec = plugin(code, { provideClusterInfo: true, env: [{ name: 'MORE', value: 'more' }] });
    const { token } = await run(exec);
    assert.deepEqual(JSON.parse(token ?? ''), [
      {
        cluster: {
          server: 'https://prod',
          'tls-server-name': 'kube',
          'certificate-authority-data': 'Y2E=',
          config: { audience: 'a' },
        },
        interactive: false,
      },
      'more',
      true,
    ]);
  });

  const FAILURES: readonly (readonly [string, ExecConfig, RegExp])[] = [
    ['needs a terminal', plugin('', { interactiveMode: 'Always' }), /needs a terminal/],
    ['is missing', plugin('', { command: 'no-such-plugin-xyz' }), /was not found/],
    [
      'fails',
      plugin('console.error("not signed in"); process.exit(3)'),
      /exit code 3\): not signed in/,
    ],
    ['prints nothing', plugin(''), /printed nothing/],
    ['prints neither', plugin('console.log("{ a: [")'), /neither JSON nor YAML/],
    ['prints a text', plugin('console.log("hello")'), /no ExecCredential/],
    ['prints something else', plugin('console.log("{}")'), /no ExecCredential/],
    [
      'answers in another version',
      plugin(printing({ token: 't' }, 'client.authentication.k8s.io/v1beta1')),
      /asks for/,
    ],
    ['gives nothing', plugin(printing({})), /neither a token nor a client certificate/],
    [
      'gives half a certificate',
      plugin(printing({ clientKeyData: 'K' })),
      /without its certificate/,
    ],
    ['gives no date', plugin(printing({ token: 't', expirationTimestamp: 'soon' })), /no date/],
  ];
  for (const [name, exec, what] of FAILURES) {
    it(`says when the plugin ${name}`, async () => {
      await assert.rejects(
        run(exec),
        (error: unknown) => error instanceof UserError && what.test(error.problem.what),
      );
    });
  }

  it('shows the hint on installing', async () => {
    const exec = plugin('', { command: 'no-such-plugin-xyz', installHint: 'Get it here.' });
    await assert.rejects(
      run(exec),
      (error: unknown) => error instanceof UserError && error.problem.next === 'Get it here.',
    );
  });

  it('never shows what it printed: it may be the secret', async () => {
    const exec = plugin('console.log("s3cret"); console.error("token=s3cret"); process.exit(1)');
    await assert.rejects(
      run(exec),
      (error: unknown) => error instanceof Error && !error.message.includes('s3cret'),
    );
  });

  it('ends a plugin that hangs', async () => {
    await assert.rejects(
      run(plugin('setInterval(() => {}, 1000)'), 300),
      /did not answer within 0.3 s/,
    );
  });

  it('ends one that floods, and does not wait for it', async () => {
    const flood =
      "const more = () => { while (process.stdout.write('x'.repeat(65536))); }; process.stdout.on('drain', more); more();";
    await assert.rejects(run(plugin(flood), 600_000), /printed more than 1 MB/);
  });

  it('ends what it has started, too', async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'plugin-'));
    test.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'pid');
    const child = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], {stdio: 'inherit'})`;
    const controller = new AbortController();
    const running = run(plugin(parent), 600_000, controller.signal);
    const pid = await written(file);
    controller.abort();
    await assert.rejects(running, { name: 'AbortError' });
    await ended(pid);
  });

  it('says the end of a long error, in no time', async () => {
    const exec = plugin("console.error('token'.repeat(20000)); process.exit(1)");
    await assert.rejects(run(exec), /exit code 1\): (?:token)+/);
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const running = run(plugin('setInterval(() => {}, 1000)'), 10_000, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(running, { name: 'AbortError' });
  });
});
