import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PendingPreviews } from '../../../../src/ui/preview/pendingPreviews.ts';

describe('PendingPreviews', () => {
  it('answers yes to the action that was asked for, once', async () => {
    const pending = new PendingPreviews();
    const answer = pending.add('a', 'about a', 'create');
    assert.deepEqual(pending.addresses('create'), ['a']);
    assert.equal(pending.answer('a', 'create'), true);
    assert.equal(await answer, true);
    assert.deepEqual(pending.addresses('create'), []);
    assert.equal(pending.answer('a', 'create'), false);
  });

  it('answers no when it is discarded or closed', async () => {
    const pending = new PendingPreviews();
    const discarded = pending.add('a', 'about a', 'create');
    const closed = pending.add('b', 'about b', 'create');
    const open = pending.add('c', 'about c', 'create');
    pending.answer('a', undefined);
    pending.keepOnly((address) => address === 'c');
    assert.deepEqual([await discarded, await closed], [false, false]);
    assert.deepEqual(pending.addresses('create'), ['c']);
    pending.discardAll();
    assert.equal(await open, false);
  });

  it('keeps several questions apart', async () => {
    const pending = new PendingPreviews();
    const first = pending.add('a', 'about a', 'create');
    const second = pending.add('b', 'about b', 'create');
    pending.answer('b', 'create');
    assert.equal(await second, true);
    assert.deepEqual(pending.addresses('create'), ['a']);
    pending.answer('a', undefined);
    assert.equal(await first, false);
  });

  it('tells where something is asked about', () => {
    const pending = new PendingPreviews();
    void pending.add('a', 'about a', 'create');
    assert.equal(pending.addressOf('about a'), 'a');
    pending.answer('a', undefined);
    assert.equal(pending.addressOf('about a'), undefined);
  });

  it('says yes to its own action alone', () => {
    const pending = new PendingPreviews();
    void pending.add('a', 'about a', 'create');
    assert.equal(pending.answer('a', 'send'), false);
    assert.deepEqual([pending.addresses('create'), pending.addresses('send')], [['a'], []]);
  });

  it('knows nothing of other documents', () => {
    assert.equal(new PendingPreviews().answer('elsewhere', 'create'), false);
  });
});
