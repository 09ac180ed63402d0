import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { installerOptions } from '../../../../src/gvisor/manifest/installerOptions.ts';
import { installerManifest } from '../../../../src/gvisor/manifest/installerManifest.ts';
import { FINDINGS } from '../../../../src/yaml/catalogue/findingCatalogue.ts';
import { manifestYaml } from '../../../../src/gvisor/manifest/manifestYaml.ts';
import { runtimeClassManifest } from '../../../../src/model/runtimeClass/newRuntimeClass.ts';
import { snippetText, snippetSuggestions } from '../../../../src/yaml/assist/snippets.ts';
import { NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { AKS_POOL_LABEL } from '../../../../src/model/labels.ts';
import { type Ran, runCli } from '../startCli.ts';
import { FACTS, POD } from './lintedFiles.ts';

const CLASS = `apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata:
  name: mine
handler: runsc
`;

describe('aks-sandbox lint', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-lint-'));
    await write('facts.json', FACTS);
    await write('pod.yaml', POD);
    await write('repo/pods/pod.yml', POD);
    await write('repo/class.yaml', CLASS);
    await write('repo/note.txt', POD);
    await write('ignoring/.git/HEAD', '');
    await write('ignoring/.gitignore', 'out/\n*.gen.yaml\n');
    await write('ignoring/out/pod.yaml', POD);
    await write('ignoring/pod.gen.yaml', POD);
    await write('ignoring/sub/.gitignore', '!kept.gen.yaml\n');
    await write('ignoring/sub/kept.gen.yaml', POD);
    await write('broken.json', '{');
    await write('chart/Chart.yaml', 'name: x\n');
    await write('chart/templates/pod.yaml', POD.replace('name: web', 'name: {{ .Values.name }}'));
    await write('chart/values.yaml', 'runtimeClassName: mine\n');
    await write('overlay/kustomization.yaml', 'patches:\n  - path: patch.yaml\n');
    await write(
      'overlay/patch.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostPid: true\n',
    );
    await write('configured/.aks-sandbox.yaml', 'rules:\n  RC001: warning\nexclude: [skipped]\n');
    await write('configured/pod.yaml', POD);
    await write('configured/skipped/pod.yaml', POD);
  });
  after(() => rm(folder, { recursive: true }));

  async function write(name: string, text: string): Promise<void> {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  function run(args: readonly string[], stdin = '', env = {}, cwd = folder): Promise<Ran> {
    return runCli(['lint', ...args], { cwd, env: { KUBECONFIG: '/nowhere', ...env }, stdin });
  }

  it('says nothing of a cluster that it does not know', async () => {
    assert.deepEqual(await run(['pod.yaml']), { code: 0, stdout: '', stderr: '' });
  });

  it('finds a class that the facts do not have, and fails', async () => {
    const { code, stdout } = await run(['pod.yaml', '--facts', 'facts.json']);
    assert.equal(code, 1);
    assert.match(stdout, /^pod\.yaml:6:21: error: There is no RuntimeClass "mine".*\[RC001\]\n$/);
  });

  it('writes JSON with lines and columns from 1', async () => {
    const { stdout } = await run(['pod.yaml', '--facts', 'facts.json', '--format', 'json']);
    const [{ message, ...finding }] = JSON.parse(stdout) as [{ message: string }];
    assert.match(message, /"mine"/);
    assert.deepEqual(finding, {
      file: 'pod.yaml',
      line: 6,
      column: 21,
      endLine: 6,
      endColumn: 25,
      code: 'RC001',
      severity: 'error',
    });
  });

  it('writes an empty array when nothing was found', async () => {
    assert.equal((await run(['pod.yaml', '--format', 'json'])).stdout, '[]\n');
  });

  it('writes SARIF and workflow commands', async () => {
    const facts = ['--facts', 'facts.json'];
    const sarif = JSON.parse((await run(['pod.yaml', ...facts, '--format', 'sarif'])).stdout) as {
      version: string;
      runs: {
        results: { ruleId: string; level: string }[];
        tool: { driver: { rules: unknown[] } };
      }[];
    };
    assert.equal(sarif.version, '2.1.0');
    const { title, why, remedy } = FINDINGS.RC001;
    assert.deepEqual(sarif.runs[0]?.tool.driver.rules, [
      {
        id: 'RC001',
        shortDescription: { text: title },
        fullDescription: { text: why },
        help: { text: remedy },
        helpUri: 'https://github.com/aks-sandbox/aks-sandbox/blob/main/docs/rules.md#rc001',
        defaultConfiguration: { level: 'error' },
      },
    ]);
    assert.deepEqual(
      sarif.runs[0]?.results.map(({ ruleId, level }) => [ruleId, level]),
      [['RC001', 'error']],
    );
    const { stdout } = await run(['pod.yaml', ...facts, '--format', 'github']);
    assert.match(
      stdout,
      /^::error file=pod\.yaml,line=6,endLine=6,col=21,endColumn=25,title=RC001::/,
    );
  });

  it('names files from the folder of the repository', async () => {
    await mkdir(join(folder, 'cloned/.git'), { recursive: true });
    await write('cloned/deploy/a #1?.yaml', POD);
    const args = ['.', '--facts', join(folder, 'facts.json'), '-o'];
    const sub = join(folder, 'cloned/deploy');
    const sarif = await run([...args, 'sarif'], '', {}, sub);
    assert.match(sarif.stdout, /"uri": "deploy\/a%20%231%3F\.yaml"/);
    const github = await run([...args, 'github'], '', {}, sub);
    assert.match(github.stdout, /^::error file=deploy\/a #1\?\.yaml,/);
    const text = await run([...args, 'text'], '', {}, sub);
    assert.match(text.stdout, /^a #1\?\.yaml:6:21: /);
  });

  it('takes what one file declares as existing for all', async () => {
    const { code, stdout } = await run(['repo', '--facts', 'facts.json']);
    assert.equal(code, 0, stdout);
  });

  it('walks a folder as git sees it', async () => {
    const { stdout } = await run(['ignoring', '--facts', 'facts.json']);
    assert.deepEqual(
      stdout.split('\n').flatMap((line) => line.split(':')[0] || []),
      ['ignoring/sub/kept.gen.yaml'],
    );
  });

  it('reads a file that is named, ignored or not', async () => {
    const { code } = await run(['ignoring/out/pod.yaml', '--facts', 'facts.json']);
    assert.equal(code, 1);
  });

  it('reads standard input', async () => {
    const { code, stdout } = await run(['-', '--facts', 'facts.json'], POD);
    assert.equal(code, 1);
    assert.match(stdout, /^<stdin>:6:21: error/);
  });

  it('checks structure, and less of charts and patches', async () => {
    const wrong = await run(['-'], POD.replace('image: nginx', 'imagee: nginx'));
    assert.match(wrong.stdout, /unknown-field/);
    const chart = await run(['chart', '--facts', 'facts.json']);
    assert.match(chart.stdout, /templates\/pod\.yaml:6:21: error: .*RC001/);
    assert.match(chart.stdout, /values\.yaml:1:19: information: .*RC001/);
    const overlay = await run(['overlay']);
    assert.match(overlay.stdout, /patch\.yaml:6:3: error: .*hostPid.*unknown-field/);
    assert.doesNotMatch(overlay.stdout, /missing-field/);
  });

  it("finds no error in the project's own samples", async () => {
    const samples = join(import.meta.dirname, '../../../fixtures/workspace');
    const { code, stdout } = await run([samples]);
    assert.equal(code, 0, stdout);
    assert.doesNotMatch(stdout, /error/);
  });

  it('finds nothing in the manifests that the product itself makes', async () => {
    const installer = installerManifest(
      installerOptions({ label: AKS_POOL_LABEL, names: ['gv1'] }, {}),
    );
    const sandboxes = ['gvisor', 'kata'].map((name) =>
      runtimeClassManifest({ name, handler: name, overhead: '600Mi', nodeSelector: { a: 'b' } }),
    );
    const snippets = snippetSuggestions('document', NO_FACTS);
    assert.ok(snippets.length > 5);
    await write('own/installer.yaml', await manifestYaml(installer));
    for (const [index, { insertText }] of snippets.entries()) {
      await write(`own/snippet${index}.yaml`, `${snippetText(insertText)}\n`);
    }
    for (const object of sandboxes) {
      await write(`own/${object.handler}.json.yaml`, JSON.stringify(object));
    }
    assert.deepEqual(await run(['own']), { code: 0, stdout: '', stderr: '' });
  });

  it('takes an option that is empty, as of an unset variable, as not given', async () => {
    const { code, stderr } = await run(['pod.yaml', '--context', '', '--facts', '']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  });

  it('goes by the .aks-sandbox.yaml of the folder it runs in', async () => {
    const args = ['.', '--facts', join(folder, 'facts.json')];
    const { code, stdout } = await run(args, '', {}, join(folder, 'configured'));
    assert.equal(code, 0);
    assert.match(stdout, /^pod\.yaml:6:21: warning: [^\n]*\n$/);
    const strict = await run([...args, '--max-warnings', '0'], '', {}, join(folder, 'configured'));
    assert.equal(strict.code, 1);
  });

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /lint needs a PATH/],
    [['nowhere'], /nowhere does not exist/],
    [['pod.yaml', '-o', 'xml'], /--output is one of text, json, sarif, github/],
    [['pod.yaml', '--max-warnings', 'few'], /--max-warnings is a whole number/],
    [['pod.yaml', '--facts', 'nope.json'], /nope\.json does not exist/],
    [['pod.yaml', '--facts', 'broken.json'], /broken\.json holds no facts: it is not JSON/],
    [['pod.yaml', '--facts', 'facts.json', '--context', 'x'], /takes the place of a cluster/],
    [['pod.yaml', '--context', 'x'], /There is no context "x"/],
  ];
  for (const [args, message] of WRONG) {
    it(`cannot run: ${args.join(' ') || 'nothing'}`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
  }

  describe('on a cluster', () => {
    let sim: Sim;
    before(async () => {
      sim = await startSim();
    });
    after(() => sim.stop());

    it('takes the facts of the context that is named', async () => {
      const { code, stdout } = await run(['pod.yaml', '--kubeconfig', sim.kubeconfig]);
      assert.equal(code, 1);
      assert.match(stdout, /There is no RuntimeClass "mine" in prod-weu/);
    });

    it('says what it may not list, and checks the rest', async () => {
      const args = ['pod.yaml', '--kubeconfig', sim.kubeconfig, '--context', 'prod-weu-no-nodes'];
      const { code, stderr } = await run(args);
      assert.equal(code, 1);
      assert.match(stderr, /may not list nodes.*what needs them is not checked/);
    });
  });
});
