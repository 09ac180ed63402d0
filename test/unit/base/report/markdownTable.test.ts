import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownTable } from '../../../../src/base/report/markdownTable.ts';

describe('markdownTable', () => {
  it('has columns of even width, and a line for each row', () => {
    assert.deepEqual(
      markdownTable(
        ['a', 'wide'],
        [
          ['1', '2'],
          ['long', ''],
        ],
      ),
      ['| a    | wide |', '| ---- | ---- |', '| 1    | 2    |', '| long |      |'],
    );
  });
});
