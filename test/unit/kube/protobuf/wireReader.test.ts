import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import protobuf from 'protobufjs';
import { protobufParser } from '../../../../src/kube/protobuf/protobufParser.ts';
import { readEntry } from '../../../../src/kube/resources/readParts.ts';
import type { WireReader } from '../../../../src/kube/protobuf/wireReader.ts';

/** What the wire holds more than the product knows: each kind of value, and numbers of two bytes. */
const { root } = protobuf.parse(
  `syntax = "proto2";
  message Thing {
    optional string name = 1;
    optional Inner inner = 2;
    repeated Inner inners = 3;
    map<string, string> labels = 4;
    map<string, Quantity> allocatable = 5;
    optional int64 count = 6;
    optional bool on = 7;
    optional Time at = 8;
    optional bytes raw = 9;
    optional fixed64 wide = 10;
    optional fixed32 narrow = 11;
    repeated string words = 12;
    optional string last = 300;
  }
  message Inner { optional string text = 1; optional Inner inner = 2; optional int32 left = 3; }
  message Quantity { optional string string = 1; }
  message Time { optional int64 seconds = 1; optional int32 nanos = 2; }`,
  { keepCase: true },
);
const THING = root.lookupType('Thing');

interface Inner {
  readonly text: string;
  readonly inner?: Inner;
}

interface Thing {
  name?: string;
  inner?: Inner;
  inners?: Inner[];
  labels?: Readonly<Record<string, string>>;
  count?: number;
  on?: boolean;
  raw?: Buffer;
  last?: string;
}

function readThing(reader: WireReader, end: number): Thing {
  const thing: Thing = {};
  const labels: string[] = [];
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 1) thing.name = reader.name();
    else if (field === 2) thing.inner = reader.message(readInner);
    else if (field === 3) (thing.inners ??= []).push(reader.message(readInner));
    else if (field === 4) readEntry(reader, reader.messageEnd(), labels);
    else if (field === 6) thing.count = reader.number();
    else if (field === 7) thing.on = reader.boolean();
    else if (field === 9) thing.raw = reader.bytes();
    else if (field === 300) thing.last = reader.text();
    else reader.skip();
  }
  if (labels.length > 0) thing.labels = reader.map(labels);
  return thing;
}

function readInner(reader: WireReader, end: number): Inner {
  let text = '';
  let inner: Inner | undefined;
  while (reader.next(end)) {
    if (reader.field === 1) text = reader.text();
    else if (reader.field === 2) inner = reader.message(readInner);
    else reader.skip();
  }
  return { text, ...(inner ? { inner } : {}) };
}

const parse = protobufParser(readThing);
const encode = (value: object): Buffer =>
  Buffer.from(THING.encode(THING.fromObject(value)).finish());

describe('WireReader', () => {
  const TABLE: readonly (readonly [string, object, Thing])[] = [
    ['nothing', {}, {}],
    ['texts', { name: 'a', last: 'z' }, { name: 'a', last: 'z' }],
    ['letters of every kind', { name: '日本𝄞', last: 'é' }, { name: '日本𝄞', last: 'é' }],
    ['long texts', { last: 'é'.repeat(300) }, { last: 'é'.repeat(300) }],
    [
      'messages in messages',
      { inner: { text: 'x', left: 5, inner: { text: 'y' } } },
      { inner: { text: 'x', inner: { text: 'y' } } },
    ],
    [
      'lists',
      { inners: [{ text: 'x' }, {}, { text: 'y' }] },
      { inners: [{ text: 'x' }, { text: '' }, { text: 'y' }] },
    ],
    ['maps', { labels: { a: '1', b: '' } }, { labels: { a: '1', b: '' } }],
    ['numbers', { count: 2 ** 40 }, { count: 2 ** 40 }],
    ['what is false', { on: false }, { on: false }],
    ['bytes', { raw: Buffer.from([1, 2, 255]) }, { raw: Buffer.from([1, 2, 255]) }],
    [
      'beside values of every kind that are skipped',
      { wide: 5, narrow: 6, words: ['a', 'b'], at: { seconds: 5 }, last: 'z' },
      { last: 'z' },
    ],
  ];
  for (const [name, value, read] of TABLE) {
    it(`reads ${name}`, () => {
      assert.deepEqual(parse(encode(value)), read);
    });
  }

  it('reads the wanted keys of a map alone', () => {
    const labels: string[] = [];
    const parseLabels = protobufParser((reader, end) => {
      while (reader.next(end)) {
        if (reader.field === 4) {
          readEntry(reader, reader.messageEnd(), labels, new Set(['b', 'c']));
        } else reader.skip();
      }
    });
    parseLabels(encode({ labels: { a: '1', b: '2' }, last: 'z' }));
    assert.deepEqual(labels, ['b', '2']);
  });

  it('does not take a key for the prototype', () => {
    const labels = Object.defineProperty({ a: '1' }, '__proto__', { value: 'x', enumerable: true });
    const read = parse(encode({ labels })).labels;
    assert.deepEqual(Object.keys(read ?? {}), ['a']);
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
  });

  const whole = encode({
    name: 'thing',
    inner: { text: 'x', inner: { text: 'y' } },
    inners: [{ text: 'x' }],
    labels: { a: '1' },
    at: { seconds: 5 },
    last: 'z',
  });
  it('throws on what ends early, or gives what was there before', () => {
    const known = parse(whole);
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.subarray(0, length);
      try {
        const read = parse(cut);
        for (const key of Object.keys(read)) assert.ok(key in known);
      } catch (error) {
        assert.ok(error instanceof SyntaxError, String(error));
      }
    }
  });

  const BROKEN: readonly (readonly [string, readonly number[]])[] = [
    ['a length beyond the end', [0x0a, 0x05, 0x61]],
    ['a length beyond the message around it', [0x12, 0x02, 0x0a, 0x05, 0x61, 0x61, 0x61]],
    ['a number where a text is expected', [0x08, 0x01]],
    ['a text where a number is expected', [0x32, 0x01, 0x61]],
    ['a varint without an end', [0x30, ...Array.from({ length: 11 }, () => 0xff)]],
    ['a tag without a value', [0x0a]],
    ['a group, which nobody writes any more', [0x6b]],
    ['eight bytes that are not there', [0x51, 0x01]],
  ];
  for (const [name, bytes] of BROKEN) {
    it(`throws on ${name}`, () => {
      assert.throws(() => parse(Buffer.from(bytes)), SyntaxError);
    });
  }

  it('ends on random bytes', () => {
    let seed = 42;
    const next = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 1) & 0xff;
    for (let round = 0; round < 5000; round++) {
      const bytes = Buffer.from(Array.from({ length: round % 60 }, next));
      try {
        parse(bytes);
      } catch (error) {
        assert.ok(error instanceof SyntaxError, String(error));
      }
    }
  });
});
