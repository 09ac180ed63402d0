import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstNode, triedText } from '../../../../src/gvisor/deploy/firstNode.ts';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';
import type { KubeNode } from '../../../../src/model/node/node.ts';

const node = (name: string, more: Partial<KubeNode> = {}): KubeNode => ({
  ...projectNode({ metadata: { name } }),
  ready: true,
  ...more,
});
const gvisor = {
  state: 'ready',
  serves: true,
  step: '',
  reason: '',
  release: 'r',
  kernel: '',
} as const;

describe('firstNode', () => {
  const TABLE: readonly (readonly [string, readonly KubeNode[], string | undefined])[] = [
    ['none of none', [], undefined],
    ['none of a single node', [node('a')], undefined],
    ['the first by name', [node('b'), node('a')], 'a'],
    ['one that is Ready', [node('a', { ready: false }), node('b')], 'b'],
    ['one that takes pods', [node('a', { unschedulable: true }), node('b')], 'b'],
    ['none where one has gVisor', [node('a'), node('b', { gvisor })], undefined],
    [
      'none where none is Ready',
      [node('a', { ready: false }), node('b', { ready: false })],
      undefined,
    ],
  ];
  for (const [what, nodes, name] of TABLE) {
    it(`is ${what}`, () => assert.equal(firstNode(nodes)?.name, name));
  }
});

describe('triedText', () => {
  const failed = { ...gvisor, state: 'failed', serves: false, step: 'unpack' } as const;
  const TABLE: readonly (readonly [string, readonly KubeNode[], string])[] = [
    ['one that is done', [node('a', { gvisor })], 'gVisor runs on a'],
    [
      'one that failed',
      [node('a', { gvisor: { ...failed, reason: 'no space' } })],
      'a: gVisor failed at unpack: no space',
    ],
    ['one to which it has not come', [node('a')], 'a: gVisor has not begun'],
    ['one that is gone', [], 'The node on which gVisor was tried is gone'],
  ];
  for (const [what, tried, text] of TABLE) {
    it(`says how it went on ${what}`, () => assert.equal(triedText(tried), text));
  }
});
