import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TreeTarget } from '../../../../../src/model/tree/treeNode.ts';
import { clickedTarget, targetsOf } from '../../../../../src/ui/commands/target/targetsOf.ts';

const target = (name: string): TreeTarget => ({ kind: 'namespace', cluster: 'c', name });
const row = (name: string) => ({ node: { target: target(name) } });

describe('targetsOf', () => {
  const TABLE: readonly (readonly [string, readonly unknown[], readonly TreeTarget[]])[] = [
    ['nothing from the palette', [], []],
    ['a row', [row('a')], [target('a')]],
    ['a row with nothing selected', [row('a'), []], [target('a')]],
    ['all that is selected', [row('a'), [row('b'), row('a')]], [target('b'), target('a')]],
    ['a name', ['prod'], []],
    ['a workload', [{ workload: { kind: 'Job' } }], []],
    ['a node without a target', [{ node: {} }], []],
    ['a target without a cluster', [{ node: { target: { kind: 'pod' } } }], []],
    ['null', [null, null], []],
  ];
  for (const [name, args, targets] of TABLE) {
    it(`takes ${name}`, () => assert.deepEqual(targetsOf(args), targets));
  }
});

describe('clickedTarget', () => {
  it('is the row that was clicked, whatever else is selected', () => {
    assert.deepEqual(clickedTarget([row('a'), [row('b'), row('a')]]), target('a'));
    assert.equal(clickedTarget([]), undefined);
  });
});
