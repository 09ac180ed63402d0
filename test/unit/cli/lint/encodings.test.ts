import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCli } from '../startCli.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  runtimeClassName: mine\n  containers: [{name: c, image: x}]\n';
const FACTS = JSON.stringify({
  kind: 'RuntimeClass',
  metadata: { name: 'gvisor', uid: 'u' },
  handler: 'runsc',
});

describe('Files as Windows PowerShell writes them', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-encodings-'));
    await writeFile(join(folder, 'pod.yaml'), Buffer.from(`\uFEFF${POD}`, 'utf16le'));
    await writeFile(join(folder, 'utf16.json'), Buffer.from(`\uFEFF${FACTS}`, 'utf16le'));
    await writeFile(join(folder, 'marked.json'), `\uFEFF${FACTS}`);
    await writeFile(join(folder, 'utf32.yaml'), Buffer.from('fffe000061000000', 'hex'));
  });
  after(() => rm(folder, { recursive: true }));

  const lint = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await runCli(['lint', ...args], { cwd: folder });
    return stdout + stderr;
  };

  for (const facts of ['utf16.json', 'marked.json']) {
    it(`are read, the facts from ${facts}`, async () => {
      const said = await lint('pod.yaml', '--facts', facts);
      assert.match(said, /^pod\.yaml:5:21: error: There is no RuntimeClass "mine"/);
    });
  }

  it('are refused by name as UTF-32', async () => {
    const said = await lint('utf32.yaml');
    assert.match(said, /^utf32\.yaml:1:1: error: This file is UTF-32 .*\[syntax\]\n$/);
  });
});
