import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';

const ROOT = path.resolve(import.meta.dirname, '../../..');

function shellcheck(files: readonly string[]): Promise<string> {
  const args = ['--external-sources', '--source-path=SCRIPTDIR', ...files];
  return new Promise((resolve, reject) => {
    execFile('shellcheck', args, { cwd: ROOT }, (error, stdout) => {
      if (error && stdout === '') reject(error);
      else resolve(stdout);
    });
  });
}

describe('shellcheck', () => {
  for (const [what, pattern] of [
    ['the gVisor installer', 'src/gvisor/installer/*.sh'],
    ['the lab', 'test/cluster/**/*.sh'],
  ] as const) {
    it(`finds nothing in ${what}`, async () => {
      const files = await Array.fromAsync(glob(pattern, { cwd: ROOT }));
      assert.ok(files.length > 0);
      assert.equal(await shellcheck(files.toSorted()), '');
    });
  }
});
