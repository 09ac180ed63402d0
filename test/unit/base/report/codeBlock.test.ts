import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeBlock } from '../../../../src/base/report/codeBlock.ts';

describe('codeBlock', () => {
  for (const [text, block] of [
    ['a\n', '```json\na\n```'],
    ['a\n```\nb', '````json\na\n```\nb\n````'],
    ['`````', '``````json\n`````\n``````'],
    ['``', '```json\n``\n```'],
  ] as const) {
    it(`encloses ${JSON.stringify(text)}`, () => assert.equal(codeBlock('json', text), block));
  }
});
