import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdictReader } from '../../vscodeHost/verdict.ts';

describe('verdictReader', () => {
  it('hands on what is printed and waits for the verdict', () => {
    const read = verdictReader();
    assert.deepEqual(read('one\n'), { text: 'one\n', verdict: 'pending' });
    assert.deepEqual(read('two\n\u0000passed'), { text: 'two\n', verdict: 'passed' });
  });

  it('reads a verdict that comes in pieces', () => {
    const read = verdictReader();
    assert.deepEqual(read('x\u0000fai'), { text: 'x', verdict: 'pending' });
    assert.deepEqual(read('led'), { text: '', verdict: 'failed' });
  });

  it('does not show what VS Code prints behind the verdict', () => {
    const read = verdictReader();
    assert.equal(read('\u0000failed').verdict, 'failed');
    assert.deepEqual(read('Error: 1 test failed'), { text: '', verdict: 'failed' });
  });

  it('knows no other verdict', () => {
    assert.equal(verdictReader()('\u0000perhaps').verdict, 'pending');
  });
});
