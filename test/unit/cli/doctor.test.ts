import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { type Sim, startSim } from '../../sim/sim.ts';
import { startStrangeServer } from '../../strangeServer.ts';
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
      /^- {3}rights +you may not get nodes: no pod can be compared .* stay open\. Ask for it\.$/m,
    );
    assert.equal(code, 1);
  });

  interface Review {
    readonly spec: {
      readonly resourceAttributes: {
        readonly verb: string;
        readonly resource: string;
        readonly subresource?: string;
        readonly namespace?: string;
      };
    };
  }

  /** What is said of who has these rights, each `verb resource` or `verb resource namespace`. */
  async function withRights(rights: readonly string[], minor: number) {
    await using server = await startStrangeServer((asked, answer) => {
      if (asked.url === '/version') return answer.end(`{"gitVersion":"v1.${minor}.0"}`);
      return void text(asked).then((body) => {
        const { resourceAttributes: of } = (JSON.parse(body) as Review).spec;
        const what = [of.resource, ...(of.subresource === undefined ? [] : [of.subresource])];
        const right = `${of.verb} ${what.join('/')}`;
        const allowed =
          rights.includes(right) || rights.includes(`${right} ${of.namespace ?? '-'}`);
        answer.end(JSON.stringify({ status: { allowed } }));
      });
    });
    const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'config');
    const config = {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: '', namespace: 'team' } }],
      clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${server.port}` } }],
    };
    await writeFile(file, JSON.stringify(config));
    const { lines } = await run([], file);
    await rm(dirname(file), { recursive: true });
    return lines.filter((line) => line.slice(4).startsWith('rights'));
  }

  const ENOUGH = ['list pods', 'list runtimeclasses', 'get nodes', 'get pods/exec'];

  it('asks for no more than verify does', async () => {
    const lines = (await withRights(ENOUGH, 34)).join('\n');
    assert.match(lines, /^ok {2}rights +you may get nodes$/m);
    assert.match(lines, /^- {3}rights +you may not list nodes: the tree shows no nodes/m);
    assert.match(lines, /not create pods\/exec in team: exec takes no installed kubectl, .*1\.35/);
    const newer = (await withRights(ENOUGH, 35)).join('\n');
    assert.match(
      newer,
      /not create pods\/exec in team: no kernel can be read by exec\. Ask for it/,
    );
  });

  it('knows that exec is a GET', async () => {
    const lines = await withRights([...ENOUGH.slice(0, 3), 'create pods/exec'], 34);
    assert.match(
      lines.join('\n'),
      /^- {3}rights +you may not get pods\/exec in team: no kernel can be read by exec, but through/m,
    );
  });

  it('asks in the namespace of the context for what is not given everywhere', async () => {
    const lines = await withRights(
      ['list pods team', 'list runtimeclasses', 'get nodes', 'get pods/exec team'],
      34,
    );
    assert.match(
      lines[0] ?? '',
      /^ok {2}rights +you may list pods in team, not in every namespace$/,
    );
    assert.match(lines[4] ?? '', /^ok {2}rights +you may get pods\/exec in team, not in every/);
    const missing = lines.filter((line) => line.startsWith('-'));
    assert.ok(missing.length > 0);
    for (const line of missing) assert.match(line, /: .*\. Ask for it\.$/);
    const none = await withRights([], 34);
    assert.match(none[0] ?? '', /^- {3}rights +you may not list pods in team: .* a namespace that/);
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
