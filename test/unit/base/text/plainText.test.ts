import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  markdownCode,
  markdownText,
  notificationText,
  plainText,
  quickPickText,
} from '../../../../src/base/text/plainText.ts';

describe('plainText', () => {
  const TABLE: readonly (readonly [string, string, string])[] = [
    ['plain', 'worker-0', 'worker-0'],
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a terminal title', '\u001b]0;title\u0007x', 'x'],
    ['line feeds', 'a\r\nb\tc', 'a b c'],
    ['control characters', 'a\u0000b\u0007\u0085c', 'abc'],
    ['reordered text', 'a\u202egnp.exe', 'agnp.exe'],
    ['zero width', 'a\u200bb\ufeff', 'ab'],
    ['a soft hyphen', 'a\u00adb', 'ab'],
    ['Hangul fillers', 'a\u115f\u1160\u3164\uffa0b', 'ab'],
    ['a blank of Braille', 'a\u2800b', 'ab'],
    ['variation selectors', 'a\ufe0f\u{e0101}b', 'ab'],
    ['annotations', 'a\ufff9\ufffbb', 'ab'],
    ['a lone surrogate', 'a\ud800', 'a\ufffd'],
  ];
  for (const [name, text, plain] of TABLE) {
    it(name, () => assert.equal(plainText(text), plain));
  }
  it('cuts what is long, without reading all of it', () => {
    assert.equal(plainText('x'.repeat(10_000_000), 10), `${'x'.repeat(9)}…`);
  });
  it('is never longer than asked', () => {
    const texts = [
      'x'.repeat(100),
      `${'\u200b'.repeat(7)}${'x'.repeat(100)}`,
      'x \u0000y'.repeat(9),
    ];
    for (const text of texts) {
      for (let max = 1; max < 12; max++) {
        assert.ok(plainText(text, max).length <= max, `${max}: ${plainText(text, max)}`);
      }
    }
  });
});

describe('quickPickText', () => {
  it('has no icons', () => {
    assert.equal(quickPickText('$(verified) prod\n$(x'), '\\$(verified) prod \\$(x');
  });
});

describe('markdownText', () => {
  const TABLE: readonly (readonly [string, string])[] = [
    ['[a](command:x)', '\\[a\\](command:x)'],
    ['<img src=x>', '&lt;img src=x\\>'],
    ['![x](http://h/p.png)', '!\\[x\\](http\\://h/p\\.png)'],
    ['$(error) **b** `c`', '\\$(error) \\*\\*b\\*\\* \\`c\\`'],
    ['a | b', 'a \\| b'],
    ['&lt;', '&amp;lt;'],
    ['prod-weu 6.8.0-1065-azure', 'prod-weu 6.8.0-1065-azure'],
    ['- item', '\\- item'],
  ];
  for (const [text, escaped] of TABLE) {
    it(text, () => assert.equal(markdownText(text), escaped));
  }
});

describe('markdownCode', () => {
  it('cannot be left', () => {
    assert.equal(markdownCode('a`b|c'), '`aˋb¦c`');
    assert.equal(markdownCode(''), '—');
  });
});

describe('notificationText', () => {
  it('leaves nothing that a notification makes a link of', () => {
    const text = 'Cannot read [x](command:a?%5B%5D), [y](https://b) or a[0] (c)';
    const shown = notificationText(text);
    assert.doesNotMatch(shown, /\]\(/);
    assert.equal(shown.replaceAll('] (', ']('), text.replaceAll('] (', ']('));
  });
});
