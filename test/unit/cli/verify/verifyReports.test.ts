import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, closeSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { eventually } from '../../../eventually.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { unverifiedKubeconfig } from '../../../simConnection.ts';
import { startCli } from '../startCli.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

describe('What verify prints, and how it ends', () => {
  let sim: Sim;
  before(async () => {
    sim = await startSim({ agents: 'v1beta1' });
  });
  afterEach(() => sim.faults.clear());
  after(() => sim.stop());

  const run = async (
    args: readonly string[],
    stdoutTo: number | 'pipe' = 'pipe',
    command = 'verify',
  ) => {
    const child = spawn(process.execPath, [join(ROOT, 'src', 'cli.ts'), command, ...args], {
      env: { ...process.env, KUBECONFIG: sim.kubeconfig },
      stdio: ['ignore', stdoutTo, 'pipe'],
    });
    const closed = once(child, 'close');
    const [stdout, stderr] = await Promise.all([
      child.stdout ? text(child.stdout) : '',
      child.stderr ? text(child.stderr) : '',
    ]);
    const [code] = (await closed) as [number];
    return { code, stdout, stderr };
  };
  const worker = (): string =>
    sim.objects('pods', 'payments').find(({ metadata }) => metadata.name?.startsWith('worker-'))
      ?.metadata.name ?? '';

  it('prints JSON as its schema says', async () => {
    const { stdout, code } = await run(['-A', '-o', 'json']);
    assert.equal(code, 1);
    const report = JSON.parse(stdout) as { cluster: string; pods: Record<string, unknown>[] };
    const schema = await readFile(join(ROOT, 'schemas', 'check-report.schema.json'), 'utf8');
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } });
    const validate = ajv.compile(JSON.parse(schema) as object);
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.equal(report.cluster, 'prod-weu');
    const legacy = report.pods.find(({ name }) => name === 'legacy-0');
    assert.deepEqual(
      [legacy?.['claim'], legacy?.['verdict'], legacy?.['handler'], legacy?.['kernel']],
      ['gvisor', 'host-kernel', 'runsc', '6.8.0-1065-azure'],
    );
    const less = report.pods.find(({ name }) => name === 'a-2');
    assert.deepEqual(less?.['sandbox'], {
      name: 'a-2',
      runtimeClass: 'gvisor',
      promise: 'gvisor',
      lessThanPromised: true,
    });
    assert.deepEqual([legacy?.['contradicts'], legacy?.['readBy']], [true, 'image']);
  });

  it('judges what is there, names what is not, and does not pass', async () => {
    const { code, stdout, stderr } = await run(['-n', 'payments', worker(), 'nope']);
    assert.equal(code, 2);
    assert.match(stdout, new RegExp(`payments +${worker()} +gvisor +gvisor +gvisor +image`));
    assert.match(
      stderr,
      /Not checked: Cannot read the pod payments\/nope in prod-weu: not found\./,
    );
  });

  it('does not pass a pod whose class may not be read, and says so in every format', async () => {
    const running = sim.object('pods', 'payments', worker());
    assert.ok(running);
    const pod = structuredClone(running) as typeof running & { spec: Record<string, unknown> };
    Object.assign(pod.metadata, { namespace: 'web', name: 'classless', uid: 'classless' });
    pod.spec['runtimeClassName'] = 'sandbox';
    sim.upsert(pod);
    sim.faults.add({ resource: 'runtimeclasses', action: { kind: 'status', code: 403 } });
    const SAYS = {
      table: /host-kernel \(claim is not known\)/,
      json: /"claimKnown": false/,
      markdown: /\| not known *\| the node's kernel/,
      sarif: /"ruleId": "sandbox-indeterminate"/,
    };
    for (const [format, says] of Object.entries(SAYS)) {
      const { code, stdout, stderr } = await run(['web/classless', '-o', format]);
      assert.equal(code, 3, `${format}: ${stderr}`);
      assert.match(stdout, says);
      const limit = /follows from the names of their classes alone/;
      assert.match(format === 'table' ? stderr : stdout, limit);
    }
  });

  it('writes the report into a file, and says where the manifests define the pods', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verify-reports-'));
    const manifest =
      'kind: ConfigMap\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: worker}\nspec: {template: {spec: {containers: [{name: a, image: a}]}}}\n';
    await writeFile(join(folder, 'worker.yaml'), manifest);
    const file = join(folder, 'out.sarif');
    const args = ['-n', 'payments', '--require', 'kata', '-o', 'sarif', '--output-file', file];
    const { code, stdout } = await run([...args, '--manifests', folder]);
    assert.deepEqual([code, stdout], [1, '']);
    const { runs } = JSON.parse(await readFile(file, 'utf8')) as {
      runs: {
        results: {
          message: { text: string };
          locations: {
            physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
          }[];
        }[];
      }[];
    };
    const placeOf = (name: string) =>
      runs[0]?.results.find(({ message }) => message.text.startsWith(`payments/${name}`))
        ?.locations[0]?.physicalLocation;
    assert.match(placeOf('worker-')?.artifactLocation.uri ?? '', /worker\.yaml$/);
    assert.equal(placeOf('worker-')?.region.startLine, 3);
    assert.match(placeOf('legacy-0')?.artifactLocation.uri ?? '', /out\.sarif$/);
    await rm(folder, { recursive: true });
  });

  it('says that it cannot write a file', async () => {
    const { code, stderr } = await run(['-n', 'payments', '--output-file', '/no/such/folder/x']);
    assert.equal(code, 2);
    assert.match(stderr, /The report could not be written to \/no\/such\/folder\/x: .*ENOENT/);
  });

  it('checks a part of the pods, and the parts make one report', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verify-shards-'));
    const files = [1, 2, 3].map((index) => join(folder, `${index}.json`));
    for (const [at, file] of files.entries()) {
      const shard = ['--shard', `${at + 1}/3`];
      await run(['-A', '-o', 'json', '--output-file', file, ...shard]);
    }
    const whole = await run(['-A', '--no-headers']);
    const merged = await run(['merge', ...files, '--no-headers'], 'pipe', 'report');
    assert.equal(merged.code, whole.code);
    assert.equal(merged.stdout, whole.stdout);
    const [one = ''] = files;
    const partial = await run(['merge', one], 'pipe', 'report');
    assert.match(partial.stderr, /Not checked: There is no report of shard 2\/3\./);
    assert.notEqual(partial.code, 0);
    await rm(folder, { recursive: true });
  });

  it('prints what is done so far when it is interrupted', async () => {
    sim.setRuntime('payments', worker(), { profile: 'hang' });
    const { child, ended } = startCli(
      ['verify', '-n', 'payments', '--timeout', '10m', '-o', 'json'],
      { env: { KUBECONFIG: sim.kubeconfig } },
    );
    // Nothing is asked any more but the one that hangs.
    let asked = '';
    let quiet = 0;
    await eventually(() => {
      const now = JSON.stringify(sim.requests.counts);
      quiet = now === asked && sim.requests.openExecs === 1 ? quiet + 1 : 0;
      asked = now;
      return quiet > 25;
    });
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    sim.setRuntime('payments', worker(), {});
    assert.equal(code, 130, stderr);
    const { pods, cancelledOf } = JSON.parse(stdout) as {
      pods: unknown[];
      cancelledOf: number;
    };
    assert.ok(pods.length > 0 && pods.length < cancelledOf);
    assert.match(stderr, /This is not all: \d+ of \d+ pods were checked/);
  });

  it('says at the begin of a watch that the server does not prove who it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verify-watch-'));
    const file = join(folder, 'kubeconfig');
    await writeFile(file, await unverifiedKubeconfig(sim));
    const args = ['verify', '-n', 'payments', '--watch', '-o', 'github', '--kubeconfig', file];
    const { child, ended } = startCli(args, { env: { KUBECONFIG: file } });
    let printed = '';
    child.stdout?.on('data', (data) => (printed += String(data)));
    await eventually(() => printed.includes('sandbox-contradiction'));
    child.kill('SIGINT');
    const { stdout, stderr } = await ended;
    await rm(folder, { recursive: true });
    assert.equal(stdout.match(/^::warning title=What is open::.*proves nothing\.$/gm)?.length, 1);
    assert.match(stderr, /without verifying its certificate .* proves nothing\.$/m);
  });

  // A device that is always full; there is none on macOS and Windows.
  if (existsSync('/dev/full')) {
    it('does not pass when its report cannot be written', async () => {
      const full = openSync('/dev/full', 'w');
      const { code, stderr } = await run(['-n', 'payments'], full);
      closeSync(full);
      assert.equal(code, 2);
      assert.match(stderr, /the output could not be written: .*no space left on device/i);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }
});
