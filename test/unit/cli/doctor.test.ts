import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Sim, startSim } from '../../sim/sim.ts';
import { runCli } from './startCli.ts';

describe('aks-sandbox doctor', () => {
  let sim: Sim;
  before(async () => {
    sim = await startSim();
  });
  after(() => sim.stop());

  const run = async (args: readonly string[], KUBECONFIG = sim.kubeconfig) => {
    const { code, stdout } = await runCli(['doctor', ...args], { env: { KUBECONFIG } });
    return { code, lines: stdout.trimEnd().split('\n') };
  };
  const steps = (lines: readonly string[]): string =>
    [...new Set(lines.map((line) => line.split(/ +/).slice(0, 2).join(' ')))].join(', ');

  it('says of each step that it works', async () => {
    const { code, lines } = await run([]);
    assert.equal(steps(lines), 'ok kubeconfig, ok sign-in, ok server, ok trust, ok rights');
    assert.match(lines.join('\n'), /^ok {2}server +it answers as Kubernetes 1\.\d+/m);
    assert.match(lines.join('\n'), /^ok {2}rights +you may create pods\/exec in every namespace$/m);
    assert.equal(code, 0);
  });

  it('says which rights are missing, and what is not there without them', async () => {
    const { code, lines } = await run(['--context', sim.contextOf('sim-no-nodes')]);
    assert.match(
      lines.join('\n'),
      /^- {3}rights +you may not list nodes in every namespace: no node can be compared/m,
    );
    assert.equal(code, 1);
  });

  it('stops at what does not work, with the next step', async () => {
    const nowhere = await run(['--server', 'https://127.0.0.1:1']);
    assert.equal(steps(nowhere.lines), 'ok kubeconfig, ok sign-in, no server');
    assert.match(nowhere.lines.at(-1) ?? '', /nothing answers at its address\. Check/);
    assert.equal(nowhere.code, 1);
    const none = await run([], '/no/such/file');
    assert.match(
      none.lines.join('\n'),
      /^no {2}kubeconfig +The kubeconfig has no current context\. /,
    );
    assert.equal(none.code, 1);
  });

  it('shows no credentials', async () => {
    const { lines } = await run(['--token', 's3cret-token']);
    assert.doesNotMatch(lines.join('\n'), /s3cret/);
    assert.match(lines.join('\n'), /^ok {2}sign-in +a token is there$/m);
    assert.match(lines.at(-1) ?? '', /^no {2}server +prod-weu does not accept your credentials/);
  });
});
