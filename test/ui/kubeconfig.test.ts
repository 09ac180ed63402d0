import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openView, welcome } from './driver/sideBar.ts';
import { treeRows } from './driver/treeRows.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';

const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-ui-'));

describe('Kubeconfigs', () => {
  const config = join(folder, 'config');
  const session = useSession({ env: { KUBECONFIG: config } });
  after(() => rm(folder, { recursive: true }));
  const rows = (met: (texts: string[]) => boolean) =>
    until(async () => {
      const drawn = await treeRows(session().page).catch(() => []);
      const texts = drawn.map(({ label, description }) => `${label} | ${description}`);
      return met(texts) ? texts : undefined;
    }, 'the rows');

  it('says what to do when there is none', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await welcome(page).getByText('No kubeconfig names a cluster').waitFor();
    await welcome(page).getByText('Add a Kubeconfig').waitFor();
  });

  it('shows contexts as soon as a file is there, each problem on its own row', async () => {
    const good = await readFile(session().sim.kubeconfig, 'utf8');
    await writeFile(
      config,
      good.replace(
        /^contexts:\n/m,
        'contexts:\n  - name: broken\n    context: {cluster: nowhere, user: nobody}\n',
      ),
    );
    const texts = await rows((all) => all.length > 5);
    assert.ok(
      texts.some((text) =>
        text.startsWith('broken | The context "broken" names the cluster "nowhere"'),
      ),
      texts.join('\n'),
    );
    assert.ok(texts.some((text) => text.startsWith('prod-weu | 127.0.0.1')));
  });

  it('keeps what it knew while the file is half written, and says so', async () => {
    await writeFile(config, 'clusters: [');
    const texts = await rows((all) => all.some((text) => text.includes('is not valid YAML')));
    assert.ok(texts.some((text) => text.startsWith('prod-weu | 127.0.0.1')));
  });
});
