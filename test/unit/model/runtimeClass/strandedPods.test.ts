import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubeNode } from '../../../../src/model/node/node.ts';
import type { RuntimeClass } from '../../../../src/model/runtimeClass/runtimeClass.ts';
import {
  type StrandedPods,
  strandedPods,
} from '../../../../src/model/runtimeClass/strandedPods.ts';

const CLASS = { name: 'kata', handler: 'kata', nodeSelector: { pool: 'kata2' } } as Pick<
  RuntimeClass,
  'name' | 'handler' | 'nodeSelector'
> as RuntimeClass;
const NODE = {
  labels: { pool: 'kata2' },
  ready: true,
  unschedulable: false,
  handlers: ['kata'],
} as Partial<KubeNode> as KubeNode;
const PODS = [{ runtimeClass: 'kata' }, {}, { runtimeClass: 'kata' }];
const BOTH = [{ runtimeClass: 'kata', pods: 2 }];

const CASES: readonly (readonly [
  string,
  readonly RuntimeClass[],
  readonly KubeNode[],
  readonly StrandedPods[],
])[] = [
  ['a node runs it', [CLASS], [NODE], []],
  ['no node has its label', [CLASS], [{ ...NODE, labels: {} }], BOTH],
  ['its nodes do not serve it', [CLASS], [{ ...NODE, handlers: ['runc'] }], BOTH],
  ['its nodes are cordoned', [CLASS], [{ ...NODE, unschedulable: true }], BOTH],
  ['the cluster has no such class', [], [NODE], BOTH],
];

describe('strandedPods', () => {
  for (const [what, classes, nodes, stranded] of CASES) {
    it(`tells of a class when ${what}`, () => {
      assert.deepEqual(strandedPods(PODS, classes, nodes), stranded);
    });
  }
});
