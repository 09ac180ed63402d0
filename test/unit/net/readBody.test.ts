import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BodyReader, readBytes } from '../../../src/net/readBody.ts';

const MAX_BYTES = 1_000_000;
const body = (...chunks: string[]): Readable =>
  Readable.from(chunks.map((text) => Buffer.from(text)));

describe('BodyReader', () => {
  it('reads bodies of any size, one after the other', async () => {
    const reader = new BodyReader();
    for (const size of [10, 0, 300_000, 5, 70_000]) {
      const text = 'ab'.repeat(size);
      const parts = text.match(/.{1,5000}/g) ?? [];
      assert.equal(String(await reader.read(body(...parts), MAX_BYTES)), text);
    }
  });

  it('uses memory again that nobody looks at any more, and no other', async () => {
    const reader = new BodyReader();
    const first = await reader.read(body('first'), MAX_BYTES);
    const second = await reader.read(body('other'), MAX_BYTES);
    assert.equal(String(first), 'first');
    reader.reuse(second);
    const third = await reader.read(body('third'), MAX_BYTES);
    assert.equal(second.buffer, third.buffer);
    assert.equal(String(first), 'first');
    assert.equal(String(third), 'third');
  });

  it('tells how a body begins before the rest is there', async () => {
    const slow = new Readable({ read() {} });
    const heads: string[] = [];
    const reading = new BodyReader().read(slow, MAX_BYTES, (head) => heads.push(String(head)));
    slow.push('begin');
    await nextTurn();
    assert.deepEqual(heads, ['begin']);
    slow.push(', end');
    slow.push(null);
    assert.equal(String(await reading), 'begin, end');
    assert.deepEqual(heads, ['begin']);
  });

  it('gives the memory of chunks back, but not what others have a part of', async () => {
    const whole = Buffer.from(new ArrayBuffer(20_000)).fill('a');
    const part = Buffer.from(new ArrayBuffer(20_000)).subarray(0, 10_000).fill('b');
    const read = await readBytes(Readable.from([whole, part]), MAX_BYTES);
    assert.equal(String(read), 'a'.repeat(20_000) + 'b'.repeat(10_000));
    assert.equal(whole.length, 0);
    assert.equal(part.length, 10_000);
  });

  it('keeps bodies apart that are read at the same time', async () => {
    const reader = new BodyReader();
    const [one, other] = [new Readable({ read() {} }), new Readable({ read() {} })];
    const reading = [one, other].map((part) => reader.read(part, MAX_BYTES).then(String));
    for (const text of ['a', 'b']) {
      one.push(`1${text}`);
      other.push(`2${text}`);
      await nextTurn();
    }
    for (const part of [one, other]) part.push(null);
    assert.deepEqual(await Promise.all(reading), ['1a1b', '2a2b']);
  });

  it('throws on a body that is too long, and stops reading it', async () => {
    const long = body('12345', '67890', '!');
    await assert.rejects(readBytes(long, 10), /larger than 10 bytes/);
    assert.ok(long.destroyed);
  });

  it('throws when the body breaks', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('12');
        throw new Error('cut');
      })(),
    );
    await assert.rejects(readBytes(broken, 10), /cut/);
  });

  it('throws when the body is destroyed without a word', async () => {
    const quiet = new Readable({ read() {} });
    const reading = readBytes(quiet, 10);
    quiet.destroy();
    await assert.rejects(reading, /ended early/);
  });
});
