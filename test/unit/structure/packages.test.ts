import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../vscodeHost/projectPaths.ts';

const read = (file: string) => readFile(path.join(projectRoot, file), 'utf8');

describe('What is loaded or run at first use', async () => {
  const [, table = ''] = /const LAZY = \[([^\]]*)\]/.exec(await read('esbuild.mjs')) ?? [];
  const files = [...table.matchAll(/file: '\.\/([\w-]+\.cjs)'/g)].map(([, file]) => file ?? '');

  for (const list of ['.npmignore', '.vscodeignore']) {
    it(`is in the package of ${list}`, async () => {
      assert.ok(files.includes('azure.cjs') && files.includes('azureCli.cjs'));
      const text = await read(list);
      const lines = new Set(text.split('\n').map((line) => line.replace(/^!\/?/, '')));
      assert.deepEqual(
        [...files, 'credential.cjs'].filter((file) => !lines.has(`dist/${file}`)),
        [],
      );
    });
  }
});
