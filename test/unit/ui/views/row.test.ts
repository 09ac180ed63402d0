import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TreeNode } from '../../../../src/model/tree/treeNode.ts';
import { childrenOf, type Row, updateRows } from '../../../../src/ui/views/tree/row.ts';

const node = (id: string, description = '', children?: readonly TreeNode[]): TreeNode => ({
  id,
  target: { kind: 'message', cluster: 'c' },
  label: id,
  description,
  icon: { id: 'info' },
  accessibleLabel: id,
  flags: [],
  tooltip: () => '',
  ...(children ? { children: () => children } : {}),
});
/** Rows as the editor shows them, all expanded. */
const rowsOf = (nodes: readonly TreeNode[]): Row[] =>
  nodes.map((one) => {
    const children = one.children && rowsOf(one.children());
    return { id: one.id, node: one, parent: undefined, children, known: children ?? [] };
  });
const changed = (before: readonly TreeNode[], after: readonly TreeNode[]) => {
  const rows = updateRows(rowsOf(before), after);
  return rows === 'all' ? rows : rows.map(({ id }) => id);
};

describe('updateRows', () => {
  const tree = (leaf: string) => [node('a', '', [node('b', '', [node('c', leaf)]), node('d')])];
  it('draws nothing when nothing changed', () => {
    assert.deepEqual(changed(tree('x'), tree('x')), []);
  });
  it('draws only the row that changed', () => {
    assert.deepEqual(changed(tree('x'), tree('y')), ['c']);
  });
  it('draws a parent when its children are others', () => {
    const before = [node('a', '', [node('b'), node('c')])];
    assert.deepEqual(changed(before, [node('a', '', [node('b')])]), ['a']);
    assert.deepEqual(changed(before, [node('a', '', [node('c'), node('b')])]), ['a']);
  });
  it('takes children of one id as one, which is drawn once', () => {
    const twice = [node('a', '', [node('b', 'x'), node('b', 'y'), node('c')])];
    assert.deepEqual(
      childrenOf(node('a', '', [node('b', 'x'), node('b', 'y')])).map(
        ({ description }) => description,
      ),
      ['y'],
    );
    const rows = twice.map(
      (one) => ({ ...rowsOf([one])[0], children: rowsOf(childrenOf(one)) }) as Row,
    );
    assert.deepEqual(updateRows(rows, twice), []);
  });
  it('draws all when the roots are others', () => {
    assert.equal(changed([node('a')], [node('b')]), 'all');
  });
  it('does not look below a row that is not expanded', () => {
    const rows = rowsOf([node('a', '', [node('b')])]);
    for (const row of rows) row.children = undefined;
    const asked: string[] = [];
    const after = { ...node('a'), children: () => (asked.push('a'), [node('x')]) };
    assert.deepEqual(updateRows(rows, [after]), []);
    assert.deepEqual(asked, []);
  });
});
