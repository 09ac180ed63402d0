import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainEvent } from '../../../../src/model/pod/explainEvent.ts';

describe('explainEvent', () => {
  const TABLE: readonly (readonly [string, RegExp])[] = [
    [
      '0/4 nodes are available: 4 node(s) had untolerated taint(s).',
      /^Nodes that fit have a taint/,
    ],
    [
      "0/4 nodes are available: 4 node(s) didn't match Pod's node affinity/selector.",
      /^Nodes lack the labels/,
    ],
    [
      "0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 node(s) didn't match Pod's node affinity/selector.",
      /taint .* others lack the labels/,
    ],
    [
      "0/4 nodes are available: 3 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint {a: b}.",
      /taint .* others lack the labels/,
    ],
    ['no runtime for "runsc" is configured', /does not serve the handler "runsc"/],
    ['Started container main', /^$/],
  ];
  for (const [message, explained] of TABLE) {
    it(message, () => assert.match(explainEvent(message), explained));
  }
});
