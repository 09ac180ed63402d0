import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { followFile } from '../../vscodeHost/process/followFile.ts';
import { temporaryFolder } from '../../vscodeHost/process/temporaryFolder.ts';

describe('followFile', () => {
  it('hands over all that is appended, and nothing from before', async () => {
    await using stack = new AsyncDisposableStack();
    const file = path.join(await temporaryFolder(stack), 'log');
    await writeFile(file, 'old');
    let heard = '';
    const follower = stack.use(await followFile(file, (piece) => (heard += piece)));
    const long = 'ä'.repeat(70_000);
    await appendFile(file, 'one ');
    await follower.catchUp();
    assert.equal(heard, 'one ');
    await appendFile(file, long);
    await follower.catchUp();
    assert.equal(heard, `one ${long}`);
  });
});
