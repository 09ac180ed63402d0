import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openFile, typeInEditor } from './driver/editor.ts';
import { problems } from './driver/problems.ts';
import { pick, runCommand } from './driver/quickInput.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import { installRedHatYaml } from './redHatYaml/install.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: gvsior
  containers:
    - name: web
      image: nginx
      replicas: 2
      resources:
        limits:
          memory: 1MB
`;

/** The language server reads the schemas of all kinds first. */
const SERVER_MS = 60_000;

describe("A manifest that Red Hat's YAML extension checks too", () => {
  const session = useSession({ install: installRedHatYaml });

  it('has each error of its structure once, and what only AKS Sandbox finds', async () => {
    const { page, workspace } = session();
    await writeFile(path.join(workspace, 'web.yaml'), POD);
    await openFile(page, 'web.yaml');
    await runCommand(page, 'AKS Sandbox: Select Active Cluster');
    await pick(page, 'prod-weu');
    const found = await settled('There is no RuntimeClass "gvsior" in prod-weu');
    assert.deepEqual(
      found.filter((text) => text.includes('[Ln 10, ')),
      found.filter((text) => text.startsWith('Property replicas is not allowed.')),
      found.join('\n'),
    );
    assert.equal(found.length, 3, found.join('\n'));
    assert.ok(
      found.some((text) => text.startsWith('"memory" takes a quantity')),
      found.join('\n'),
    );
  });

  it('has a duplicate key once', async () => {
    const { page } = session();
    await openFile(page, 'web.yaml', 9, 19);
    await page.keyboard.press('Enter');
    await typeInEditor(page, 'image: httpd');
    const found = await settled('Map keys must be unique');
    assert.deepEqual(
      found.filter((text) => text.includes('there twice')),
      [],
    );
    assert.ok(found.some((text) => text.startsWith('There is no RuntimeClass "gvsior"')));
  });

  /** The problems once Red Hat's are there, which come last, and those that it reports too are gone. */
  async function settled(expected: string): Promise<readonly string[]> {
    const { page } = session();
    let before = '';
    return until(
      async () => {
        const rows = await problems(page);
        const texts = rows.filter(({ kind }) => kind === 'problem').map(({ text }) => text);
        const now = texts.join('\n');
        const same = now === before;
        before = now;
        const both = texts.some((text) => text.startsWith(expected)) && now.includes('yaml-schema');
        return same && both ? texts : undefined;
      },
      `${expected}, and what Red Hat's extension reports`,
      SERVER_MS,
    );
  }
});
