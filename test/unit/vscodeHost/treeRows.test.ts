import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactly, readable } from '../../ui/driver/text.ts';
import { findRow, type TreeRow } from '../../ui/driver/treeRows.ts';

/** Rows from lines indented by two spaces per level, from a position in the tree. */
function rows(lines: readonly string[], from = 0): TreeRow[] {
  return lines.map((line, i) => ({
    label: line.trim(),
    description: '',
    level: (line.length - line.trimStart().length) / 2 + 1,
    expanded: undefined,
    loading: false,
    aria: '',
    index: from + i,
    cutOff: undefined,
  }));
}

const TREE = rows(['a', '  pools', '    gv1', '  pods', 'b', '  pools', '    kata1', '    gv1']);

describe('findRow', () => {
  it('finds a row below its ancestors', () => {
    assert.equal(findRow(TREE, ['a', 'pools', 'gv1'])?.index, 2);
    assert.equal(findRow(TREE, ['b', 'pools', 'gv1'])?.index, 7);
  });

  it('finds the first row with a label', () => {
    assert.equal(findRow(TREE, 'pools')?.index, 1);
  });

  it('does not take a row of another parent', () => {
    assert.equal(findRow(TREE, ['a', 'pools', 'kata1']), undefined);
    assert.equal(findRow(TREE, ['gv1']), undefined);
  });

  it('does not guess ancestors that are scrolled out of sight', () => {
    assert.equal(findRow(TREE.slice(2), ['a', 'pools', 'gv1']), undefined);
    assert.equal(findRow(TREE.slice(2), ['b', 'pools', 'gv1'])?.index, 7);
  });

  it('does not carry ancestors over a gap', () => {
    const gap = [...TREE.slice(0, 2), ...TREE.slice(7)];
    assert.equal(findRow(gap, ['a', 'pools', 'gv1']), undefined);
  });
});

describe('exactly', () => {
  it('matches the whole text only, whatever its characters', () => {
    assert.ok(exactly('Filter… (a+b)').test(' Filter… (a+b) '));
    assert.ok(exactly('Check Kernel').test('Check\u00a0Kernel'));
    assert.ok(!exactly('Check Kernel').test('Check Kernel Again'));
  });
});

describe('readable', () => {
  it('has single spaces', () => {
    assert.equal(readable('a\u00a0b\n  c '), 'a b c');
    assert.equal(readable(null), '');
  });
});
