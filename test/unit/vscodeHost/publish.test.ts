import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { publish } from '../../vscodeHost/cache/publish.ts';
import { temporaryFolder } from '../../vscodeHost/process/temporaryFolder.ts';

async function emptyFolder(test: TestContext): Promise<string> {
  const stack = new AsyncDisposableStack();
  test.after(() => stack.disposeAsync());
  return temporaryFolder(stack);
}

/** Writes the file that tells a whole folder. */
const finish = (dir: string, text: string) => writeFile(path.join(dir, 'done'), text);

describe('publish', () => {
  it('shows the folder only when it is whole', async (test) => {
    const root = await emptyFolder(test);
    await publish(path.join(root, 'made'), 'done', async (part) => {
      assert.deepEqual(await readdir(root), [path.basename(part)]);
      await finish(part, 'mine');
    });
    assert.deepEqual(await readdir(root), ['made']);
  });

  it('leaves nothing behind when the making fails', async (test) => {
    const root = await emptyFolder(test);
    const published = publish(path.join(root, 'made'), 'done', async (part) => {
      await writeFile(path.join(part, 'half'), '');
      throw new Error('no registry');
    });
    await assert.rejects(published, /no registry/);
    assert.deepEqual(await readdir(root), []);
  });

  it('keeps the folder of a process that was faster', async (test) => {
    const root = await emptyFolder(test);
    const dir = path.join(root, 'made');
    await publish(dir, 'done', async (part) => {
      await finish(part, 'mine');
      await mkdir(dir);
      await finish(dir, 'theirs');
    });
    assert.equal(await readFile(path.join(dir, 'done'), 'utf8'), 'theirs');
    assert.deepEqual(await readdir(root), ['made']);
  });

  it('replaces half a folder, and removes what a dead process left', async (test) => {
    const root = await emptyFolder(test);
    const dir = path.join(root, 'made');
    await mkdir(dir);
    // Process ids end at 2^22 on Linux.
    await mkdir(`${dir}.part-99999999`);
    await publish(dir, 'done', (part) => finish(part, 'mine'));
    assert.deepEqual(await readdir(root), ['made']);
    assert.equal(await readFile(path.join(dir, 'done'), 'utf8'), 'mine');
  });

  it('leaves the work of a process that runs', async (test) => {
    const root = await emptyFolder(test);
    const dir = path.join(root, 'made');
    const other = `${dir}.part-${process.ppid}`;
    await mkdir(other);
    await publish(dir, 'done', (part) => finish(part, 'mine'));
    assert.deepEqual((await readdir(root)).toSorted(), ['made', path.basename(other)]);
  });
});
