import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pickJson, type Shape } from '../../../../src/kube/list/pickJson.ts';

const pick = (text: string, shape: Shape) => pickJson(shape)(Buffer.from(text));

describe('pickJson', () => {
  const TABLE: readonly (readonly [string, string, Shape, unknown])[] = [
    ['a whole value', '{"a":[1,{"b":null}]}', true, { a: [1, { b: null }] }],
    [
      'wanted keys',
      '{"a":1,"b":2,"c":{"d":3,"e":4}}',
      { b: true, c: { e: true } },
      { b: 2, c: { e: 4 } },
    ],
    [
      'through lists',
      '{"items":[{"a":1,"x":[]},{"a":2}]}',
      { items: { a: true } },
      { items: [{ a: 1 }, { a: 2 }] },
    ],
    [
      'scalars where objects are expected',
      '{"a":5,"b":"t","c":null,"d":true}',
      { a: { x: true }, b: { x: true }, c: { x: true }, d: { x: true } },
      { a: 5, b: 't', c: null, d: true },
    ],
    ['escapes in texts', '{"a":"\\"\\\\\\u00e9","x":"\\\\"}', { a: true }, { a: '"\\é' }],
    [
      'braces and quotes inside texts that are left out',
      '{"x":"}]{[\\"","a":1}',
      { a: true },
      { a: 1 },
    ],
    ['letters of every kind', '{"x":"日本","a":"日本𝄞"}', { a: true }, { a: '日本𝄞' }],
    ['white space', ' \n{ "a" :\t1 , "x" : [ 1 , 2 ] }\r\n', { a: true }, { a: 1 }],
    [
      'empty objects and lists',
      '{"a":{},"b":[],"x":{}}',
      { a: { c: true }, b: { c: true } },
      { a: {}, b: [] },
    ],
    ['numbers', '{"x":-1.5e+3,"a":-1.5e+3}', { a: true }, { a: -1500 }],
    ['keys of Object', '{"constructor":1,"__proto__":2,"a":3}', { a: true }, { a: 3 }],
    ['the last of equal keys', '{"a":1,"a":2}', { a: true }, { a: 2 }],
  ];
  for (const [name, text, shape, value] of TABLE) {
    it(`picks ${name}`, () => assert.deepEqual(pick(text, shape), value));
  }

  it('steps over nesting without end', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    assert.deepEqual(pick(`{"x":${deep},"a":1}`, { a: true }), { a: 1 });
  });

  const whole = '{"x":[1,"t\\"",{"y":null}],"a":{"b":"c"},"z":true}';
  it('throws for every text that ends early', () => {
    for (let length = 0; length < whole.length; length++) {
      assert.throws(
        () => pick(whole.slice(0, length), { a: { b: true } }),
        SyntaxError,
        whole.slice(0, length),
      );
    }
    assert.deepEqual(pick(whole, { a: { b: true } }), { a: { b: 'c' } });
  });

  for (const text of [
    '',
    '<html>',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    '{"a":1}{"b":2}',
    '[1',
    '{"a":1,}',
    '"a',
    '{"a":tru}',
  ]) {
    it(`throws for ${text || 'nothing'}`, () => {
      assert.throws(() => pick(text, { a: true }), SyntaxError);
    });
  }

  it('gives what JSON.parse gives, for values of every shape', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const make = (depth: number): unknown => {
      const kind = random(depth > 4 ? 4 : 6);
      if (kind === 0) return random(1000) - 500;
      if (kind === 1) return ['', 'text', 'a"b\\c', '{[]}', 'ü\n'][random(5)];
      if (kind === 2) return [true, false, null][random(3)];
      if (kind === 3) return random(1000) / 7;
      if (kind === 4) return Array.from({ length: random(4) }, () => make(depth + 1));
      return Object.fromEntries(
        Array.from({ length: random(5) }, () => ['abcde'[random(5)] ?? '', make(depth + 1)]),
      );
    };
    for (let round = 0; round < 500; round++) {
      const value = { a: make(0), b: make(0), c: make(0) };
      const text = JSON.stringify(value, undefined, random(2));
      assert.deepEqual(pick(text, { b: true }), { b: value.b });
      assert.deepEqual(pick(text, true), value);
    }
  });
});
