import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { readEvents } from '../../../../src/kube/list/readWatchLines.ts';

const MAX_BYTES = 1000;
const texts = async (chunks: readonly Buffer[], largest = MAX_BYTES): Promise<string[]> => {
  const events = await Array.fromAsync(readEvents(Readable.from(chunks), largest));
  return events.map(String);
};
const frame = (text: string): Buffer => {
  const bytes = Buffer.alloc(4 + text.length);
  bytes.writeUInt32BE(text.length);
  bytes.write(text, 4);
  return bytes;
};

describe('readEvents', () => {
  const FORMS = {
    lines: { bytes: Buffer.from('{"a":1}\n\n{"b":2}\n{}\n'), events: ['{"a":1}', '{"b":2}', '{}'] },
    frames: {
      bytes: Buffer.concat([frame('first'), frame(''), frame('x'.repeat(300)), frame('last')]),
      events: ['first', 'x'.repeat(300), 'last'],
    },
  };
  for (const [name, { bytes, events }] of Object.entries(FORMS)) {
    it(`reads ${name} in one chunk`, async () => assert.deepEqual(await texts([bytes]), events));

    it(`reads ${name} byte by byte`, async () => {
      const chunks = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
      assert.deepEqual(await texts(chunks), events);
    });

    it(`reads ${name} that are cut anywhere`, async () => {
      for (let at = 1; at < bytes.length; at++) {
        assert.deepEqual(await texts([bytes.subarray(0, at), bytes.subarray(at)]), events);
      }
    });

    it(`throws when ${name} end in the middle`, async () => {
      await assert.rejects(texts([bytes.subarray(0, -2)]), /in the middle of an event/);
    });
  }

  it('is silent on an empty body', async () => assert.deepEqual(await texts([]), []));

  it('throws on an event that is too long, before all of it has come', async () => {
    await assert.rejects(
      texts([frame('x'.repeat(50)).subarray(0, 10)], 20),
      /longer than 20 bytes/,
    );
    await assert.rejects(
      texts([Buffer.from(`{"a":"${'x'.repeat(50)}`)], 20),
      /longer than 20 bytes/,
    );
  });
});
