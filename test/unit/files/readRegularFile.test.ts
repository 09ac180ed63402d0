import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readRegularFile, readRegularFileSync } from '../../../src/files/readRegularFile.ts';
import { whyUnreadable } from '../../../src/files/unreadable.ts';

describe('readRegularFile', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regular-'));
    await writeFile(join(folder, 'text'), 'text');
    await writeFile(join(folder, 'large'), 'x'.repeat(1001));
    await writeFile(join(folder, 'fits'), 'x'.repeat(1000));
    await symlink('text', join(folder, 'link'));
    await symlink('nowhere', join(folder, 'dangling'));
    await symlink('itself', join(folder, 'itself'));
    await symlink(folder, join(folder, 'to-folder'));
    await symlink('/dev/zero', join(folder, 'zero'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe')]);
  });
  after(() => rm(folder, { recursive: true }));

  const READERS = {
    waiting: readRegularFile,
    'not waiting': async (file: string, largest: number) => readRegularFileSync(file, largest),
  };
  const REFUSED: readonly (readonly [string, string])[] = [
    ['large', 'is too large'],
    ['dangling', 'does not exist'],
    ['gone', 'does not exist'],
    ['itself', 'is a link that leads to itself'],
    ['to-folder', 'is a folder'],
    ['zero', 'is no regular file'],
    ['pipe', 'is no regular file'],
  ];
  for (const [name, read] of Object.entries(READERS)) {
    describe(name, () => {
      for (const file of ['text', 'link']) {
        it(`gives what is in ${file}`, async () => {
          assert.equal((await read(join(folder, file), 1000)).toString('utf8'), 'text');
        });
      }
      it('gives as much as was asked for', async () => {
        assert.equal((await read(join(folder, 'fits'), 1000)).length, 1000);
      });
      for (const [file, reason] of REFUSED) {
        it(`refuses ${file}`, async () => {
          await assert.rejects(read(join(folder, file), 1000), (error) => {
            assert.equal(whyUnreadable(error), reason);
            return true;
          });
        });
      }
    });
  }
});
