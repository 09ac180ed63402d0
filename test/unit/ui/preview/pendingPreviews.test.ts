import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PendingPreviews } from '../../../../src/ui/preview/pendingPreviews.ts';

describe('PendingPreviews', () => {
  it('answers yes to the action that was asked for, once', async () => {
    const pending = new PendingPreviews();
    const answer = pending.add('a', 'create');
    assert.deepEqual(pending.addresses('create'), ['a']);
    assert.equal(pending.answer('a', 'create'), true);
    assert.equal(await answer, true);
    assert.deepEqual(pending.addresses('create'), []);
    assert.equal(pending.answer('a', 'create'), false);
  });

  it('answers no when it is discarded or closed', async () => {
    const pending = new PendingPreviews();
    const discarded = pending.add('a', 'create');
    const closed = pending.add('b', 'create');
    const open = pending.add('c', 'create');
    pending.answer('a', undefined);
    pending.keepOnly((address) => address === 'c');
    assert.deepEqual([await discarded, await closed], [false, false]);
    assert.deepEqual(pending.addresses('create'), ['c']);
    pending.discardAll();
    assert.equal(await open, false);
  });

  it('keeps several questions apart', async () => {
    const pending = new PendingPreviews();
    const first = pending.add('a', 'create');
    const second = pending.add('b', 'create');
    pending.answer('b', 'create');
    assert.equal(await second, true);
    assert.deepEqual(pending.addresses('create'), ['a']);
    pending.answer('a', undefined);
    assert.equal(await first, false);
  });

  it('asks once about one thing: the last time counts', async () => {
    const pending = new PendingPreviews();
    const before = pending.add('a', 'create');
    const after = pending.add('a', 'create');
    assert.equal(await before, false);
    pending.answer('a', 'create');
    assert.equal(await after, true);
  });

  it('knows nothing of other documents', () => {
    assert.equal(new PendingPreviews().answer('elsewhere', 'create'), false);
  });
});
