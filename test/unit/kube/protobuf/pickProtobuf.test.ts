import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import protobuf from 'protobufjs';
import type { Shape } from '../../../../src/kube/pickJson.ts';
import { field, list, type Message } from '../../../../src/kube/protobuf/message.ts';
import { pickProtobuf } from '../../../../src/kube/protobuf/pickProtobuf.ts';

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
const INNER: Message = { text: field(1, 'text'), inner: field(2, { text: field(1, 'text') }) };
const MESSAGE: Message = {
  name: field(1, 'name'),
  inner: field(2, INNER),
  inners: list(3, INNER),
  labels: field(4, 'texts'),
  allocatable: field(5, 'quantities'),
  count: field(6, 'number'),
  on: field(7, 'boolean'),
  at: field(8, 'time'),
  raw: field(9, 'bytes'),
  last: field(300, 'text'),
};

const encode = (value: object): Buffer =>
  Buffer.from(THING.encode(THING.fromObject(value)).finish());

describe('pickProtobuf', () => {
  const ONLY: readonly (readonly [string, object[], object[]])[] = [
    ['the wanted ones', [{ text: 'x' }, { text: 'y', inner: {} }], [{ text: 'y', inner: {} }]],
    ['no longer and no shorter text', [{ text: 'yy' }, { text: '' }], []],
    [
      'what does not begin with its text',
      [{ inner: { text: 'x' } }, {}],
      [{ inner: { text: 'x' } }, {}],
    ],
  ];
  for (const [what, inners, expected] of ONLY) {
    it(`reads of a list that is narrowed to a text ${what}`, () => {
      const pick = pickProtobuf({ inners: list(3, INNER, 'y') }, true);
      assert.deepEqual(pick(encode({ inners })), { inners: expected });
    });
  }

  const TABLE: readonly (readonly [string, object, Shape, object])[] = [
    ['nothing', {}, true, {}],
    ['texts', { name: 'a', last: 'z' }, true, { name: 'a', last: 'z' }],
    ['wanted fields', { name: 'a', last: 'z', count: 3 }, { last: true }, { last: 'z' }],
    ['letters of every kind', { name: '日本𝄞', last: 'é' }, true, { name: '日本𝄞', last: 'é' }],
    ['long texts', { last: 'é'.repeat(300) }, true, { last: 'é'.repeat(300) }],
    [
      'parts of messages',
      { inner: { text: 'x', left: 5, inner: { text: 'y' } } },
      { inner: { inner: { text: true } } },
      { inner: { inner: { text: 'y' } } },
    ],
    [
      'through lists',
      { inners: [{ text: 'x' }, {}, { text: 'y' }] },
      { inners: { text: true } },
      { inners: [{ text: 'x' }, {}, { text: 'y' }] },
    ],
    ['maps', { labels: { a: '1', b: '' } }, true, { labels: { a: '1', b: '' } }],
    [
      'wanted keys of maps',
      { labels: { a: '1', b: '2' } },
      { labels: { b: true, c: true } },
      { labels: { b: '2' } },
    ],
    [
      'quantities as texts',
      { allocatable: { cpu: { string: '8' }, memory: {} } },
      true,
      { allocatable: { cpu: '8', memory: '' } },
    ],
    ['numbers', { count: 2 ** 40 }, true, { count: 2 ** 40 }],
    ['what is false', { on: false }, true, { on: false }],
    [
      'times as JSON has them',
      { at: { seconds: Date.parse('2026-11-25T10:00:00Z') / 1000, nanos: 5 } },
      true,
      { at: '2026-11-25T10:00:00Z' },
    ],
    ['bytes', { raw: Buffer.from([1, 2, 255]) }, true, { raw: Buffer.from([1, 2, 255]) }],
    [
      'beside values of every kind',
      { wide: 5, narrow: 6, words: ['a', 'b'], last: 'z' },
      true,
      { last: 'z' },
    ],
  ];
  for (const [name, value, shape, picked] of TABLE) {
    it(`picks ${name}`, () => {
      assert.deepEqual(pickProtobuf(MESSAGE, shape)(encode(value)), picked);
    });
  }

  it('does not take a key for the prototype', () => {
    const labels = Object.defineProperty({ a: '1' }, '__proto__', { value: 'x', enumerable: true });
    const picked = pickProtobuf(MESSAGE, true)(encode({ labels }));
    assert.deepEqual(Object.keys(picked['labels'] as object), ['a']);
    assert.equal(Object.getPrototypeOf(picked['labels']), Object.prototype);
  });

  it('gives one string for texts that come again', () => {
    const pick = pickProtobuf(MESSAGE, true);
    const values = ['a', 'b', 'a', 'c'].map((last) => pick(encode({ last }))['last']);
    assert.deepEqual(values, ['a', 'b', 'a', 'c']);
  });

  const whole = encode({
    name: 'thing',
    inner: { text: 'x', inner: { text: 'y' } },
    inners: [{ text: 'x' }],
    labels: { a: '1' },
    allocatable: { cpu: { string: '8' } },
    at: { seconds: 5 },
    last: 'z',
  });
  it('throws on what ends early, or gives what was there before', () => {
    const pick = pickProtobuf(MESSAGE, true);
    const known = pick(whole);
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.subarray(0, length);
      try {
        const picked = pick(cut);
        for (const key of Object.keys(picked)) assert.ok(key in known);
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
      assert.throws(() => pickProtobuf(MESSAGE, true)(Buffer.from(bytes)), SyntaxError);
    });
  }

  it('ends on random bytes', () => {
    const pick = pickProtobuf(MESSAGE, true);
    let seed = 42;
    const next = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 1) & 0xff;
    for (let round = 0; round < 5000; round++) {
      const bytes = Buffer.from(Array.from({ length: round % 60 }, next));
      try {
        pick(bytes);
      } catch (error) {
        assert.ok(error instanceof SyntaxError, String(error));
      }
    }
  });
});
