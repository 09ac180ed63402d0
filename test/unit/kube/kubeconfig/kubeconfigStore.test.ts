import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { KubeconfigStore } from '../../../../src/kube/kubeconfig/kubeconfigStore.ts';
import type { Kubeconfigs } from '../../../../src/kube/kubeconfig/readKubeconfigs.ts';

const text = (name: string) =>
  `current-context: ${name}\nclusters:\n- name: c\n  cluster: {server: https://c}\ncontexts:\n- name: ${name}\n  context: {cluster: c, user: ''}\n`;

describe('KubeconfigStore', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });
  after(() => rm(folder, { recursive: true }));

  const storeOf = (environment: string, additional: readonly string[] = []) =>
    new KubeconfigStore({
      places: () => ({ environment, additional, home: folder, cwd: folder }),
      log: nullLog,
      pollMs: 20,
    });
  const names = ({ contexts }: Kubeconfigs) => contexts.map(({ ref }) => ref.name);
  const next = (store: KubeconfigStore, wanted: (now: Kubeconfigs) => boolean) =>
    new Promise<Kubeconfigs>((resolve) => {
      const listening = store.onDidChange((now) => {
        if (!wanted(now)) return;
        listening.dispose();
        resolve(now);
      });
    });

  it('skips a missing file of KUBECONFIG and says so of one from the settings', async () => {
    const good = join(folder, 'good');
    await writeFile(good, text('good'));
    const store = storeOf([join(folder, 'gone'), good].join(delimiter), [join(folder, 'missing')]);
    const loaded = await store.load();
    assert.deepEqual(names(loaded), ['good']);
    assert.equal(loaded.current?.ref.name, 'good');
    assert.match(loaded.unreadable[0]?.problem.what ?? '', /missing does not exist/);
    store.dispose();
  });

  it('reads a folder, an enormous file and a broken one as problems beside the good one', async () => {
    const [good, broken, large] = ['g', 'b', 'l'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(good, text('good'));
    await writeFile(broken, 'clusters: [');
    await writeFile(large, 'x'.repeat(10 * 1024 * 1024 + 1));
    const store = storeOf([broken, good].join(delimiter), [large, folder]);
    const loaded = await store.load();
    assert.deepEqual(names(loaded), ['good']);
    assert.deepEqual(
      loaded.unreadable.map(
        ({ problem }) => /valid YAML|too large|is a folder/.exec(problem.what)?.[0],
      ),
      ['valid YAML', 'too large', 'is a folder'],
    );
    store.dispose();
  });

  it('keeps what a file said while only its beginning is there', async () => {
    const file = join(folder, 'beginning');
    const whole = `apiVersion: v1\nkind: Config\n${text('one')}`;
    await writeFile(file, whole);
    const store = storeOf(file);
    assert.deepEqual(names(await store.load()), ['one']);
    for (const part of ['', 'apiVersion: v1\n', whole.slice(0, whole.indexOf('contexts:'))]) {
      await writeFile(file, part);
      const half = await store.load();
      assert.deepEqual(names(half), ['one'], part);
      assert.match(half.unreadable[0]?.problem.what ?? '', /has no \w+ any more/, part);
    }
    await writeFile(file, 'clusters: []\nusers: null\ncontexts: []\n');
    assert.deepEqual(await store.load(), {
      contexts: [],
      current: undefined,
      currentName: '',
      unreadable: [],
    });
    store.dispose();
  });

  it('reads a changed file again, keeps what it knew while the file is half written, and never writes', async () => {
    const file = join(folder, 'watched');
    await writeFile(file, text('one'));
    const store = storeOf(file);
    const first = next(store, (now) => names(now).includes('one'));
    const watch = store.watch();
    await first;

    const broken = next(store, (now) => now.unreadable.length === 1);
    await writeFile(file, `${text('two').slice(0, 60)}: [`);
    assert.deepEqual(names(await broken), ['one']);

    const mended = next(store, (now) => names(now).includes('two'));
    await writeFile(`${file}.new`, text('two'));
    await rename(`${file}.new`, file);
    assert.deepEqual((await mended).unreadable, []);

    const { mtimeMs } = await stat(file);
    const gone = next(store, (now) => now.contexts.length === 0);
    assert.equal(await readFile(file, 'utf8'), text('two'));
    assert.equal((await stat(file)).mtimeMs, mtimeMs);
    await rm(file);
    assert.deepEqual((await gone).unreadable, []);
    watch.dispose();
    store.dispose();
  });
});
