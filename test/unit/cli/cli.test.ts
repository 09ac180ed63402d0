import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { installerOptions } from '../../../src/gvisor/manifest/installerOptions.ts';
import { installerManifest } from '../../../src/gvisor/manifest/installerManifest.ts';
import { nodeKernel } from '../../sim/pods/kernel.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import { type Ran, runCli } from './startCli.ts';

describe('aks-sandbox', () => {
  let sim: Sim;
  before(async () => {
    sim = await startSim();
  });
  after(() => sim.stop());

  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
    runCli(args, { env: { KUBECONFIG: sim.kubeconfig, ...env } });
  const worker = (): string =>
    sim.objects('pods', 'payments').find(({ metadata }) => metadata.name?.startsWith('worker-'))
      ?.metadata.name ?? '';

  it('says its version', async () => {
    assert.match((await run(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  const USAGE: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /no command was given/],
    [['chekc'], /no command "chekc"/],
    [['verify', '--nope'], /--nope/],
    [
      ['verify', '-o', 'xml'],
      /--output is one of table, wide, json, markdown, sarif, github, junit, not "xml"/,
    ],
    [
      ['verify', '--format', 'xml'],
      /--format is one of table, wide, json, markdown, sarif, github, junit/,
    ],
    [['verify', '-o', 'json', '--format', 'json'], /are the same: give one/],
    [['verify', '--nope'], /See aks-sandbox verify --help/],
    [['verify', '--require', 'vm'], /--require is one of/],
    [['verify', '--concurrency', '0.3'], /--concurrency is a whole number above 0, not "0.3"/],
    [['verify', '-A', '-n', 'web'], /exclude each other/],
    [['verify', 'a/b/c'], /POD, KIND\/NAME or NAMESPACE\/POD, not "a\/b\/c"/],
    [['verify', '-A', 'api'], /given as NAMESPACE\/POD/],
    [['verify', '-n', 'typo', '--require', 'any'], /Not checked: Cannot read the namespace typo/],
    [
      ['verify', '-A', '--node', 'typo', '--require', 'any'],
      /Not checked: Cannot read the node typo/,
    ],
    [['verify', '-n', 'typo'], /Not checked: Cannot read the namespace typo/],
    [['verify', 'deploy/gone', '-n', 'payments'], /the Deployment payments\/gone .*not found/],
    [['verify', '--context', 'nowhere'], /no context "nowhere"[\s\S]*prod-weu/],
    [['verify', '--kubeconfig', '/no/such/file'], /\/no\/such\/file does not exist/],
    [['verify', 'payments/gone'], /payments\/gone in prod-weu: not found/],
    [['gvisor'], /gvisor needs a command: manifest/],
    [['gvisor', 'install'], /there is no gvisor install/],
    [['gvisor', 'manifest'], /name the node pools with --pool/],
    [['gvisor', 'manifest', '--pool', 'a b'], /"a b" is not a pool's name/],
    [['gvisor', 'manifest', '--pool', 'p', '--release', 'latest'], /changes from day to day/],
    [['gvisor', 'manifest', '--pool', 'p', '--release', '20261012.0'], /needs the sha512/],
    [['gvisor', 'manifest', '--pool', 'p', '--sha512', 'x86_64=00'], /--sha512 needs --release/],
    [
      ['gvisor', 'manifest', '--pool', 'p', '--release', '20261012.0', '--sha512', 'amd64=00'],
      /--sha512 is x86_64=DIGEST,aarch64=DIGEST/,
    ],
    [['gvisor', 'manifest', '--pool', 'p', '--mirror', 'mirror'], /not an http or https address/],
    [
      ['gvisor', 'manifest', '--pool', 'p', '--toleration', 'x'],
      /--toleration is KEY=VALUE:EFFECT/,
    ],
    [['verify', '-A', '--context', 'prod-weu-nobody'], /You may not list pods/],
  ];
  for (const [args, message] of USAGE) {
    it(`cannot check: ${args.join(' ') || 'nothing'}`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it('prints the manifest of the gVisor installer without asking a cluster', async () => {
    const digest = 'a'.repeat(128);
    const args = `gvisor manifest --pool gv1 --pool gv2 --release 20261012.0
      --sha512 x86_64=${digest},aarch64=${digest} --image registry.example/b:1
      --mirror https://mirror.example/gvisor/ --toleration sandbox=gvisor:NoSchedule`;
    const nowhere = { KUBECONFIG: '/no/such/file' };
    const { code, stdout, stderr } = await run(args.split(/\s+/), nowhere);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    const documents = parseAllDocuments(stdout).map((document) => document.toJS() as unknown);
    const release = { name: '20261012.0', sha512: { x86_64: digest, aarch64: digest } };
    const tolerations = [
      { key: 'sandbox', operator: 'Equal', value: 'gvisor', effect: 'NoSchedule' },
    ];
    const options = installerOptions(
      { label: 'kubernetes.azure.com/agentpool', names: ['gv1', 'gv2'] },
      {
        release,
        image: 'registry.example/b:1',
        mirror: 'https://mirror.example/gvisor',
        tolerations,
      },
    );
    assert.deepEqual(documents, JSON.parse(JSON.stringify(installerManifest(options))));
  });

  it('ends with 2 when nothing answers', async () => {
    const config = join(sim.kubeconfig, '..', 'nowhere');
    await writeFile(
      config,
      'current-context: c\nclusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]\ncontexts: [{name: c, context: {cluster: c}}]\n',
    );
    const { code, stderr } = await run(['verify', '--kubeconfig', config]);
    assert.equal(code, 2);
    assert.match(stderr, /nothing answers at its address/);
  });

  it('ends with 0 when a claim holds, by name or namespace/name', async () => {
    for (const args of [['-n', 'payments', worker()], [`payments/${worker()}`]]) {
      const { code, stdout, stderr } = await run(['verify', ...args]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^NAMESPACE +POD +CLASS +CLAIM +VERDICT/);
      assert.match(stdout, new RegExp(`payments +${worker()} +gvisor +gvisor +gvisor`));
    }
  });

  it('takes an empty option as one that is not given', async () => {
    const empty = ['--namespace', '', '--context', '', '--kubeconfig', ''];
    const { code, stderr } = await run(['verify', ...empty]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /nothing to check/);
  });

  it('ends with 1 for a contradiction, and shows it first', async () => {
    const { code, stdout } = await run(['verify', '-n', 'payments']);
    assert.equal(code, 1);
    assert.match(stdout.split('\n')[1] ?? '', /legacy-0 .*host-kernel \(contradicts claim\)/);
  });

  it('ends with 3 when something is indeterminate', async () => {
    const { code, stderr } = await run(['verify', '-n', 'batch']);
    assert.equal(code, 3);
    assert.match(stderr, /indeterminate/);
  });

  it('ends with 0 and a line where there is nothing to check', async () => {
    const { code, stdout, stderr } = await run(['verify', '-n', 'default']);
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(stderr, /nothing to check/);
  });

  const REQUIRED = [
    ['gvisor', 0],
    ['any', 0],
    ['kata', 1],
  ] as const;
  for (const [required, expected] of REQUIRED) {
    it(`--require ${required} of a gVisor pod ends with ${expected}`, async () => {
      assert.equal(
        (await run(['verify', `payments/${worker()}`, '--require', required])).code,
        expected,
      );
    });
  }

  it('--require takes pods without a class too, and counts them as contradicted', async () => {
    const { code, stdout } = await run([
      'verify',
      '-n',
      'kube-system',
      '--require',
      'any',
      '-o',
      'json',
    ]);
    assert.equal(code, 1);
    const { pods } = JSON.parse(stdout) as { pods: { runtimeClass: string | null }[] };
    assert.ok(pods.some(({ runtimeClass }) => runtimeClass === null));
  });

  it('--require shows which pods lack the claim, before the others, in every format', async () => {
    const args = ['verify', '-n', 'web', '--require', 'any'];
    const { stdout, stderr } = await run(args);
    const marks = stdout
      .split('\n')
      .slice(1, -1)
      .map((line) => /\((.*)\)/.exec(line)?.[1] ?? '');
    const missing = 'required claim is missing';
    assert.deepEqual(marks.slice(0, 7), ['contradicts claim', ...Array(5).fill(missing), '']);
    assert.match(stderr, /5 do not claim a sandbox, which is required\.$/m);
    const markdown = (await run([...args, '-o', 'markdown'])).stdout;
    assert.match(
      markdown,
      /## Without a claim of a sandbox\n\n- `web\/cache-.*` claims no sandbox by its RuntimeClass `fast`\./,
    );
    assert.match(markdown, /- `web\/iis` claims no sandbox: it names no RuntimeClass\./);
    const sarif = (await run([...args, '-o', 'sarif'])).stdout;
    assert.equal(sarif.match(/"ruleId": "sandbox-required"/g)?.length, 5);
  });

  it('prints SARIF and Markdown', async () => {
    const sarif = JSON.parse((await run(['verify', '-n', 'payments', '-o', 'sarif'])).stdout) as {
      version: string;
      runs: { results: { ruleId: string; level: string }[] }[];
    };
    assert.equal(sarif.version, '2.1.0');
    assert.deepEqual(sarif.runs[0]?.results.map(({ ruleId, level }) => [ruleId, level])[0], [
      'sandbox-contradiction',
      'error',
    ]);
    const { stdout } = await run(['verify', '-n', 'payments', '-o', 'markdown']);
    assert.match(
      stdout,
      /^# Kernel check: prod-weu\n\nChecked on \d{4}-\d\d-\d\d at \d\d:\d\d UTC: the namespace payments\. \d/,
    );
    assert.ok(stdout.indexOf('## Contradictions') < stdout.indexOf('## All pods'));
  });

  it('says on stderr what goes on when asked to', async () => {
    const { stderr } = await run(['verify', '-n', 'payments', worker(), '--verbose']);
    assert.match(stderr, /GET \/api\/v1\/namespaces\/payments\/pods\/worker-/);
    assert.doesNotMatch(stderr, /Bearer|sim-admin/);
  });

  const ALLOWED = [
    ['--allow-canary', /canary pod/],
    ['--allow-ephemeral', /read by an ephemeral container/],
  ] as const;
  const vault = (): string =>
    sim
      .objects('pods', 'payments')
      .find(({ metadata }) => metadata.name?.startsWith('vault-proxy-'))?.metadata.name ?? '';
  for (const [flag, reason] of ALLOWED) {
    it(`${flag} reads what exec cannot`, async () => {
      const pod = `payments/${vault()}`;
      assert.equal((await run(['verify', pod])).code, 3);
      const { code, stdout, stderr } = await run(['verify', pod, flag, '-o', 'json']);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, reason);
    });
  }

  it('--allow-canary lifts no contradiction that was read in the pod', async () => {
    const profile = { kernel: nodeKernel('6.8.0-1065-azure'), profile: 'noCat' } as const;
    sim.setRuntime('payments', worker(), profile);
    const { code, stdout } = await run(['verify', `payments/${worker()}`, '--allow-canary']);
    sim.setRuntime('payments', worker(), {});
    assert.equal(code, 1, stdout);
  });

  it('--image names what is run to read a kernel', async () => {
    const image = 'registry.example/busybox:2';
    await run(['verify', `payments/${vault()}`, '--allow-ephemeral', '--image', image]);
    const { spec } = sim.object('pods', 'payments', vault()) as unknown as {
      spec: { ephemeralContainers: { image: string }[] };
    };
    assert.ok(spec.ephemeralContainers.some((one) => one.image === image));
  });

  it('writes nothing to the cluster unless allowed', async () => {
    const writes = (): number =>
      sim.requests.served('create', 'pods') +
      sim.requests.served('patch', 'pods/ephemeralcontainers');
    const count = writes();
    await run(['verify', '-A', '--require', 'any']);
    assert.equal(writes(), count);
  });
});
