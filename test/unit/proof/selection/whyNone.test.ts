import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selectedNode } from '../../../../src/proof/selection/whyNone.ts';

describe('selectedNode', () => {
  const TABLE: readonly (readonly [fieldSelector: string | undefined, node: string | undefined])[] =
    [
      [undefined, undefined],
      ['status.phase=Running', undefined],
      ['spec.nodeName=n1', 'n1'],
      ['spec.nodeName==n1', 'n1'],
      ['status.phase=Running,spec.nodeName=n1', 'n1'],
      ['spec.nodeName=n1,status.phase=Running', 'n1'],
      ['spec.nodeName!=n1', undefined],
      ['spec.nodeName=', undefined],
      ['x.spec.nodeName=n1', undefined],
    ];
  for (const [fieldSelector, node] of TABLE) {
    it(`of ${fieldSelector ?? 'none'} is ${node ?? 'none'}`, () => {
      assert.equal(selectedNode(fieldSelector === undefined ? {} : { fieldSelector }), node);
    });
  }
});
