import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Sim, startSim } from '../../sim/sim.ts';
import { type Ran, runCli, startCli } from './startCli.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.ts');

describe('aks-sandbox verify, where things go wrong', () => {
  let sim: Sim;
  let folder = '';
  before(async () => {
    sim = await startSim();
    folder = await mkdtemp(join(tmpdir(), 'cli-faults-'));
  });
  afterEach(() => sim.faults.clear());
  after(async () => {
    await sim.stop();
    await rm(folder, { recursive: true });
  });

  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
    runCli(['verify', ...args], { env: { KUBECONFIG: sim.kubeconfig, ...env } });
  const worker = (): string => {
    const found = sim
      .objects('pods', 'payments')
      .find(({ metadata }) => metadata.name?.startsWith('worker-'));
    return `payments/${found?.metadata.name ?? ''}`;
  };
  /** It could not be checked: one clear message, and nothing on stdout. */
  const assertRefused = (ran: Ran, message: RegExp): void => {
    assert.equal(ran.code, 2, ran.stdout);
    assert.equal(ran.stdout, '');
    assert.match(ran.stderr, message);
    assert.doesNotMatch(ran.stderr, /\n\s+at |sim-admin|PRIVATE KEY/);
    // It ends here: nothing is tried again, and there is no log.
    assert.doesNotMatch(ran.stderr, /by itself|the log/);
  };

  const PASSING = [
    ['a 429', { kind: 'status', code: 429, retryAfterSeconds: 1 }],
    ['a 500', { kind: 'status', code: 500 }],
    ['a cut stream', { kind: 'cut', afterBytes: 200 }],
    ['truncated JSON', { kind: 'truncate', afterBytes: 200 }],
    ['a list that took too long', { kind: 'expired' }],
    ['no answer', { kind: 'refuse' }],
    ['a slow answer', { kind: 'latency', ms: 200 }],
    ["a proxy's page", { kind: 'answer', code: 200, contentType: 'text/html', text: '<html>' }],
  ] as const;
  for (const [name, action] of PASSING) {
    it(`survives ${name} that passes`, async () => {
      sim.faults.add({ verb: 'list', resource: 'pods', times: 1, action });
      const { code, stderr } = await run(['-n', 'payments']);
      assert.equal(code, 1, stderr);
    });
  }

  it('gives up on what does not pass, and says so', async () => {
    sim.faults.add({ verb: 'list', resource: 'pods', action: { kind: 'status', code: 503 } });
    assertRefused(await run(['-n', 'payments']), /prod-weu could not list pods \(HTTP 503\)/);
  });

  it('says at once what one may not do', async () => {
    sim.faults.add({ verb: 'list', resource: 'pods', action: { kind: 'status', code: 403 } });
    const lists = sim.requests.served('list', 'pods');
    assertRefused(await run(['-n', 'payments']), /You may not list pods in prod-weu \(needs/);
    assert.ok(sim.requests.served('list', 'pods') <= lists + 1);
  });

  it('says when the credentials are refused', async () => {
    sim.faults.add({ action: { kind: 'status', code: 401 } });
    assertRefused(
      await run(['-n', 'payments']),
      /does not accept your credentials\. Sign in again/,
    );
  });

  it('goes on without the classes: what a name claims still counts', async () => {
    sim.faults.add({
      verb: 'list',
      resource: 'runtimeclasses',
      action: { kind: 'status', code: 403 },
    });
    const { code, stdout } = await run([worker(), '-o', 'json']);
    assert.equal(code, 0);
    const { pods } = JSON.parse(stdout) as { pods: { claim: string; handler: string | null }[] };
    assert.deepEqual(
      pods.map(({ claim, handler }) => [claim, handler]),
      [['gvisor', null]],
    );
  });

  it('says what is wrong with the kubeconfig, and what to do', async () => {
    const KUBECONFIG = join(folder, 'no-list');
    await writeFile(KUBECONFIG, 'clusters: 5\n');
    assertRefused(
      await run([], { KUBECONFIG }),
      /its clusters are no list\. Correct the file\.\n$/,
    );
  });

  it('does not take another cluster when the first kubeconfig cannot be read', async () => {
    const broken = await config('broken', (text) => `${text.slice(0, 300)}: [`);
    const KUBECONFIG = [broken, sim.kubeconfig].join(delimiter);
    assertRefused(await run(['-n', 'web'], { KUBECONFIG }), /broken is not valid YAML/);
    const named = await run(['-n', 'web', '--context', 'prod-weu'], { KUBECONFIG });
    assert.match(named.stderr, /broken is not valid YAML/);
    assert.equal(named.code, 1);
  });

  it('says when classes may not be listed, and does not pass when they cannot be', async () => {
    const classes = { verb: 'list', resource: 'runtimeclasses' } as const;
    sim.faults.add({ ...classes, action: { kind: 'status', code: 403 } });
    const limited = await run(['-n', 'payments']);
    assert.match(limited.stderr, /You may not list runtimeclasses .* names of their classes alone/);
    assert.equal(limited.code, 1);
    sim.faults.clear();
    sim.faults.add({ ...classes, action: { kind: 'status', code: 500 } });
    const said =
      /Not checked: prod-weu could not list runtimeclasses .* names of their classes alone/;
    for (const [args, code] of [
      [['-n', 'payments'], 1],
      [['-n', 'payments', '-l', 'app=worker'], 2],
    ] as const) {
      const failed = await run(args);
      assert.match(failed.stderr, said);
      assert.equal(failed.code, code);
    }
  });

  it('ends when it is told to, also while a credential plugin hangs', async () => {
    const begun = join(folder, 'begun');
    const script = `require('fs').writeFileSync(${JSON.stringify(begun)}, ''); setTimeout(() => {}, 20000)`;
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', script],
      interactiveMode: 'Never',
    };
    const KUBECONFIG = await config('hanging', (text) =>
      text.replaceAll(/user:\n\s+token: .*/g, `user: {exec: ${JSON.stringify(exec)}}`),
    );
    const { child, ended } = startCli(['verify'], { env: { KUBECONFIG } });
    const clock = setInterval(() => {
      if (!existsSync(begun)) return;
      // Told once: a second signal would end it without a word.
      clearInterval(clock);
      child.kill('SIGTERM');
    }, 20);
    assert.equal((await ended).code, 130);
  });

  it('steps over what is no object in a list', async () => {
    sim.faults.add({
      verb: 'list',
      resource: 'pods',
      action: {
        kind: 'answer',
        code: 200,
        contentType: 'application/json',
        text: '{"items":[null,1,"x",{"metadata":null}]}',
      },
    });
    const { code, stderr } = await run(['-n', 'web']);
    assert.match(stderr, /nothing to check/);
    assert.equal(code, 0);
  });

  it('keeps its exit code when what reads the output ends early', async () => {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [CLI, 'verify', '-n', 'web', '-o', 'json'], {
        env: { ...process.env, KUBECONFIG: sim.kubeconfig },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.destroy();
      child.stderr.on('data', (text: Buffer) => {
        if (/EPIPE|Unhandled/.test(String(text))) reject(new Error(String(text)));
      });
      child.on('close', resolve);
    });
    assert.equal(code, (await run(['-n', 'web'])).code);
  });

  it('does not wait for a node whose answer stalls', async () => {
    sim.faults.add({ verb: 'get', resource: 'nodes', action: { kind: 'stall', afterBytes: 10 } });
    const { code, stdout } = await run([worker(), '--timeout', '5', '-o', 'json']);
    assert.equal(code, 0, 'the kernel files prove gVisor without the node');
    assert.match(stdout, /"nodeKernel": null/);
  });

  it('calls a pod indeterminate whose exec fails or never ends', async () => {
    sim.faults.add({ resource: 'pods/exec', action: { kind: 'status', code: 500 } });
    assert.equal((await run([worker()])).code, 3);
    sim.faults.clear();
    const [namespace = '', name = ''] = worker().split('/');
    sim.setRuntime(namespace, name, { profile: 'hang' });
    const { code, stdout } = await run([worker(), '--timeout', '0.5', '-o', 'json']);
    sim.setRuntime(namespace, name, { profile: 'normal' });
    assert.equal(code, 3);
    assert.match(stdout, /did not end in time/);
  });

  const config = async (name: string, change: (text: string) => string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, change(await readFile(sim.kubeconfig, 'utf8')));
    return file;
  };
  const withoutCa = (text: string): string =>
    text.replace(/^.*certificate-authority-data.*\n/m, '');

  it('takes a kubeconfig with a byte order mark', async () => {
    const file = await config('bom', (text) => `\ufeff${text}`);
    assert.equal((await run([worker(), '--kubeconfig', file])).code, 0);
  });

  const BROKEN = [
    ['half written', (text: string) => `${text.slice(0, 200)}: [`, /is not valid YAML/],
    [
      'not base64',
      (text: string) => text.replace(/(authority-data: )\S+/, '$1"%%%"'),
      /not base64/,
    ],
    [
      'without a server',
      (text: string) => text.replace(/server: .*/, 'server: ""'),
      /has no server/,
    ],
  ] as const;
  for (const [name, change, message] of BROKEN) {
    it(`says what is wrong with a kubeconfig: ${name}`, async () => {
      const file = await config('broken', change);
      assertRefused(await run([worker(), '--kubeconfig', file]), message);
    });
  }

  it('says when the certificate is not trusted, and trusts those of the system', async () => {
    const file = await config('no-ca', withoutCa);
    assertRefused(await run([worker(), '--kubeconfig', file]), /its certificate is not trusted/);
    const trusted = await run([worker(), '--kubeconfig', file], {
      NODE_EXTRA_CA_CERTS: sim.caFile,
    });
    assert.equal(trusted.code, 0, trusted.stderr);
  });
});
