import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { type Sim, startSim } from '../../sim/sim.ts';
import { unverifiedKubeconfig } from '../../simConnection.ts';
import { runCli } from './startCli.ts';

describe('aks-sandbox policy', () => {
  let sim: Sim;
  let folder: string;
  before(async () => {
    sim = await startSim();
    folder = await mkdtemp(path.join(tmpdir(), 'policy-'));
  });
  after(async () => {
    await sim.stop();
    await rm(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) =>
    runCli(['policy', ...args], { env: { KUBECONFIG: sim.kubeconfig } });
  const factsOf = async (...classes: readonly (readonly [string, string])[]): Promise<string> => {
    const file = path.join(folder, 'facts.json');
    const items = classes.map(([name, handler]) => ({
      kind: 'RuntimeClass',
      metadata: { name },
      handler,
    }));
    await writeFile(file, JSON.stringify({ kind: 'List', items }));
    return file;
  };

  it('says, on stderr and in the policy, that the server does not prove who it is', async () => {
    const file = path.join(folder, 'kubeconfig');
    await writeFile(file, await unverifiedKubeconfig(sim));
    const { code, stdout, stderr } = await run('--agent-sandboxes', '--kubeconfig', file);
    assert.equal(code, 0, stderr);
    const said = /is reached without verifying its certificate .* proves nothing\.$/m;
    assert.match(stderr, said);
    assert.match(stdout, said);
    assert.equal(parseAllDocuments(stdout).length, 2);
  });

  it('prints a policy and its binding, with the classes that are sandboxes in the cluster', async () => {
    const { code, stdout, stderr } = await run('--agent-sandboxes');
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const [policy, binding, ...rest] = parseAllDocuments(stdout).map((one) => {
      assert.deepEqual(one.errors, []);
      return one.toJS() as {
        kind: string;
        metadata: { name: string };
        spec: { policyName?: string; validations?: { expression: string }[] };
      };
    });
    assert.deepEqual(rest, []);
    assert.equal(policy?.kind, 'ValidatingAdmissionPolicy');
    assert.equal(binding?.spec.policyName, policy?.metadata.name);
    assert.equal(
      policy?.spec.validations?.[0]?.expression,
      "has(object.spec.runtimeClassName) && object.spec.runtimeClassName in ['gvisor', 'kata-mshv-vm-isolation', 'kata-qemu', 'kata-vm-isolation']",
    );
    assert.match(stdout, /^# What it does not catch:$/m);
    assert.doesNotMatch(stdout, /'fast'/);
  });

  it('goes by a file in place of a cluster', async () => {
    const facts = await factsOf(['strong', 'kata-qemu'], ['runsc', 'runc'], ['odd', 'other']);
    const { code, stdout } = await run('--agent-sandboxes', '--facts', facts);
    assert.equal(code, 0);
    assert.match(stdout, /runtimeClassName in \['strong'\]/);
  });

  it('prints none that would refuse every pod', async () => {
    const facts = await factsOf(['fast', 'runc']);
    const { code, stdout, stderr } = await run('--agent-sandboxes', '--facts', facts);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /No RuntimeClass of .*facts\.json is a sandbox.* Deploy gVisor or create/s,
    );
  });

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /policy needs --agent-sandboxes/],
    [['--agent-sandboxes', '--facts', 'a', '--context', 'b'], /--facts takes the place/],
    [['--agent-sandboxes', 'more'], /more/],
  ];
  for (const [args, why] of WRONG) {
    it(`refuses ${args.join(' ') || 'no arguments'}`, async () => {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.match(stderr, why);
    });
  }
});
