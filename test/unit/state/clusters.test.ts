import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../src/base/log.ts';
import { KubeconfigStore } from '../../../src/kube/kubeconfig/kubeconfigStore.ts';
import { Clusters } from '../../../src/state/clusters.ts';
import { type Sim, startSim } from '../../sim/sim.ts';

describe('Clusters', () => {
  let sim: Sim;
  let folder = '';
  let file = '';
  const remembered = new Map<string, unknown>();
  before(async () => {
    sim = await startSim();
    folder = await mkdtemp(join(tmpdir(), 'clusters-'));
    file = join(folder, 'config');
    await writeFile(file, await readFile(sim.kubeconfig, 'utf8'));
  });
  after(async () => {
    await sim.stop();
    await rm(folder, { recursive: true });
  });

  const open = (): Clusters => {
    const store = new KubeconfigStore({
      places: () => ({ environment: file, additional: [], home: folder, cwd: folder }),
      log: nullLog,
    });
    const memory = {
      get: <T>(key: string) => remembered.get(key) as T | undefined,
      update: async (key: string, value: unknown) => void remembered.set(key, value),
    };
    return new Clusters(store, memory, {
      environment: {},
      log: nullLog,
      mayRunPrograms: () => true,
    });
  };
  const change = async (edit: (text: string) => string): Promise<void> =>
    writeFile(file, edit(await readFile(file, 'utf8')));
  const id = (name: string): string => `${file}#${name}`;

  it('remembers the active cluster of the workspace, and forgets one that is gone', async () => {
    const clusters = open();
    await clusters.load();
    assert.equal(clusters.active, undefined);
    assert.equal(clusters.current?.name, 'prod-weu');
    await clusters.setActive(clusters.refs.find(({ name }) => name === 'prod-weu-viewer'));
    clusters.dispose();

    const again = open();
    await again.load();
    assert.equal(again.active?.name, 'prod-weu-viewer');
    const kept = await readFile(file, 'utf8');
    await change((text) => text.replaceAll('prod-weu-viewer', 'renamed'));
    await again.reload();
    assert.equal(again.active, undefined);
    await writeFile(file, kept);
    again.dispose();
  });

  it('keeps a session while its server stays, and replaces it when the server is another', async () => {
    const clusters = open();
    await clusters.load();
    const session = clusters.session(id('prod-weu'));
    assert.ok(session);
    assert.equal(clusters.session(id('prod-weu')), session);
    await clusters.reload();
    assert.equal(clusters.session(id('prod-weu')), session);
    await change((text) => text.replaceAll('127.0.0.1', 'localhost'));
    await clusters.reload();
    assert.notEqual(clusters.session(id('prod-weu')), session);
    clusters.dispose();
  });

  it('opens no session for a context that cannot be used, and one as soon as it can', async () => {
    const good = await readFile(file, 'utf8');
    await change((text) => text.replace(/server: .*/, 'server: ""'));
    const clusters = open();
    await clusters.load();
    assert.equal(clusters.session(id('prod-weu')), undefined);
    await writeFile(file, good);
    await clusters.reload();
    assert.ok(clusters.session(id('prod-weu')));
    clusters.dispose();
  });

  const result = (name: string, verdict: 'gvisor' | 'vm' = 'gvisor') =>
    ({
      namespace: 'n',
      name,
      uid: name,
      runtimeClass: 'gvisor',
      handler: 'runsc',
      claim: 'gvisor',
      verdict,
      kernel: undefined,
      node: undefined,
      nodeKernel: undefined,
      reason: '',
      evidence: [],
    }) as const;

  it('keeps the last result of each pod', () => {
    const clusters = open();
    let told = 0;
    clusters.onDidChange(() => told++);
    clusters.addResult('c', result('a'));
    clusters.addResult('c', result('a', 'vm'));
    assert.equal(clusters.results('c').get('a')?.verdict, 'vm');
    assert.equal(clusters.results('other').size, 0);
    assert.equal(told, 2);
    clusters.dispose();
  });

  it('keeps results while a context is gone for a moment, but not for another server', async () => {
    const good = await readFile(file, 'utf8');
    const clusters = open();
    await clusters.load();
    clusters.addResult(id('prod-weu'), result('pod'));
    clusters.addNodeResult(id('prod-weu'), result('node'));
    const found = () => [
      ...clusters.results(id('prod-weu')).keys(),
      ...clusters.nodeResults(id('prod-weu')).keys(),
    ];
    for (const [text, expected] of [
      [good.slice(0, 100), ['pod', 'node']],
      [good, ['pod', 'node']],
      [good.replaceAll(/server: .*/g, 'server: https://10.0.0.1'), []],
      [good, []],
    ] as const) {
      await writeFile(file, text);
      await clusters.reload();
      assert.deepEqual(found(), expected);
    }
    clusters.dispose();
  });
});
