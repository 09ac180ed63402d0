import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { type Sim, startSim } from '../../../sim/sim.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

describe('What verify prints, and how it ends', () => {
  let sim: Sim;
  before(async () => {
    sim = await startSim();
  });
  afterEach(() => sim.faults.clear());
  after(() => sim.stop());

  const run = async (args: readonly string[], stdoutTo: number | 'pipe' = 'pipe') => {
    const child = spawn(process.execPath, [join(ROOT, 'src', 'cli.ts'), 'verify', ...args], {
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
    const { stdout } = await run(['-A', '-o', 'json']);
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
