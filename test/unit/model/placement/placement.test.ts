import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubeNode } from '../../../../src/model/node/node.ts';
import {
  blockingTaints,
  largestText,
  type NodeSelectorRequirement,
  type PlacementRequest,
  placementOf,
} from '../../../../src/model/placement/placement.ts';
import { projectNode, type RawNode } from '../../../../src/kube/resources/nodeResource.ts';

/** A node that is Ready, with 4 CPU and 16Gi. */
function node(name: string, { metadata, spec, status }: RawNode = {}): KubeNode {
  return projectNode({
    metadata: { name, ...metadata },
    ...(spec ? { spec } : {}),
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      allocatable: { cpu: '4', memory: '16Gi' },
      ...status,
    },
  });
}

const NO_DEMAND: PlacementRequest = { nodeSelector: {}, tolerations: [], cpu: 0, memory: 0 };
const GI = 1024 ** 3;
const TAINT = { key: 'sandbox', value: 'yes', effect: 'NoSchedule' };

interface Case {
  readonly what: string;
  readonly asks?: Partial<PlacementRequest>;
  readonly nodes: readonly KubeNode[];
  readonly found: readonly string[] | { readonly stage: string; readonly candidates: number };
}

const CASES: readonly Case[] = [
  { what: 'no demand takes any node', nodes: [node('a'), node('b')], found: ['a', 'b'] },
  { what: 'no node at all', nodes: [], found: { stage: 'selector', candidates: 0 } },
  {
    what: 'all labels of a selector must be there',
    asks: { nodeSelector: { a: '1', b: '2' } },
    nodes: [
      node('one', { metadata: { labels: { a: '1' } } }),
      node('both', { metadata: { labels: { a: '1', b: '2' } } }),
    ],
    found: ['both'],
  },
  {
    what: 'a handler that no node serves',
    asks: { handler: 'runsc' },
    nodes: [node('a', { status: { runtimeHandlers: [{ name: 'runc' }] } })],
    found: { stage: 'handler', candidates: 1 },
  },
  {
    what: 'a node that does not tell its handlers is taken to serve any',
    asks: { handler: 'runsc' },
    nodes: [node('a'), node('b', { status: { runtimeHandlers: [{ name: 'runc' }] } })],
    found: ['a'],
  },
  {
    what: 'neither a cordoned node nor one that is not Ready',
    nodes: [
      node('a', { spec: { unschedulable: true } }),
      node('b', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }),
    ],
    found: { stage: 'readiness', candidates: 2 },
  },
  {
    what: 'a taint that nothing tolerates',
    nodes: [node('a', { spec: { taints: [TAINT] } })],
    found: { stage: 'taint', candidates: 1 },
  },
  {
    what: 'a taint that is tolerated',
    asks: { tolerations: [{ key: 'sandbox', operator: 'Exists' }] },
    nodes: [node('a', { spec: { taints: [TAINT] } })],
    found: ['a'],
  },
  {
    what: 'a taint that only prefers',
    nodes: [node('a', { spec: { taints: [{ ...TAINT, effect: 'PreferNoSchedule' }] } })],
    found: ['a'],
  },
  {
    what: 'just as large as the node',
    asks: { cpu: 4, memory: 16 * GI },
    nodes: [node('a')],
    found: ['a'],
  },
  {
    what: 'larger than any node',
    asks: { memory: 16 * GI + 1 },
    nodes: [node('a'), node('b')],
    found: { stage: 'size', candidates: 2 },
  },
  {
    what: 'a node that does not tell its size is taken to be large enough',
    asks: { cpu: 100 },
    nodes: [node('a', { status: { allocatable: {} } })],
    found: ['a'],
  },
  {
    what: 'one term of an affinity is enough',
    asks: {
      affinity: [
        { matchExpressions: [{ key: 'a', operator: 'Exists', values: [] }], matchFields: [] },
        {
          matchExpressions: [],
          matchFields: [{ key: 'metadata.name', operator: 'In', values: ['b'] }],
        },
      ],
    },
    nodes: [node('a'), node('b')],
    found: ['b'],
  },
  {
    what: 'the taint of the nodes that an affinity means is told, not the affinity that the others fail',
    asks: {
      affinity: [
        {
          matchExpressions: [],
          matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }],
        },
      ],
    },
    nodes: [node('a', { spec: { taints: [TAINT] } }), node('b')],
    found: { stage: 'taint', candidates: 1 },
  },
  {
    what: 'a term without expressions matches nothing',
    asks: { affinity: [{ matchExpressions: [], matchFields: [] }] },
    nodes: [node('a')],
    found: { stage: 'affinity', candidates: 1 },
  },
];

describe('Where a pod can be scheduled', () => {
  for (const { what, asks, nodes, found } of CASES) {
    it(what, () => {
      const placement = placementOf({ ...NO_DEMAND, ...asks }, nodes);
      const { failed } = placement;
      const got = failed
        ? { stage: failed.stage, candidates: failed.candidates.length }
        : placement.nodes.map(({ name }) => name);
      deepEqual(got, found);
    });
  }
});

describe('An expression of a node affinity, on a node with size=8 and zone=', () => {
  const labels = { size: '8', zone: '' };
  for (const [key, operator, values, holds] of [
    ['size', 'In', ['4', '8'], true],
    ['size', 'In', [], false],
    ['gone', 'In', [''], false],
    ['zone', 'In', [''], true],
    ['size', 'NotIn', ['8'], false],
    ['gone', 'NotIn', ['8'], true],
    ['zone', 'Exists', [], true],
    ['gone', 'Exists', [], false],
    ['gone', 'DoesNotExist', [], true],
    ['zone', 'DoesNotExist', [], false],
    ['size', 'Gt', ['7'], true],
    ['size', 'Gt', ['8'], false],
    ['size', 'Lt', ['9'], true],
    // By number and not by text.
    ['size', 'Lt', ['10'], true],
    // What is no integer is never compared.
    ['zone', 'Gt', ['-1'], false],
    ['gone', 'Lt', ['1'], false],
    ['size', 'Gt', ['7.5'], false],
    ['size', 'Gt', [], false],
  ] as const satisfies readonly (readonly [string, string, readonly string[], boolean])[]) {
    it(`${key} ${operator} [${values.join(', ')}]: ${holds}`, () => {
      const expression: NodeSelectorRequirement = { key, operator, values };
      const affinity = [{ matchExpressions: [expression], matchFields: [] }];
      const { nodes } = placementOf({ ...NO_DEMAND, affinity }, [
        node('a', { metadata: { labels } }),
      ]);
      equal(nodes.length === 1, holds);
    });
  }
});

describe('What keeps pods off nodes', () => {
  it('names each taint once, and none that is tolerated', () => {
    const other = { key: 'gpu', value: '', effect: 'NoExecute' };
    const nodes = [
      node('a', { spec: { taints: [TAINT, other] } }),
      node('b', { spec: { taints: [TAINT, { ...TAINT, effect: 'NoExecute' }] } }),
    ];
    deepEqual(blockingTaints(nodes, [{ key: 'gpu', operator: 'Exists' }]), [
      TAINT,
      { ...TAINT, effect: 'NoExecute' },
    ]);
  });

  it('says the most that any node has, of each by itself', () => {
    const nodes = [
      node('a', { status: { allocatable: { cpu: '7820m', memory: '8Gi' } } }),
      node('b', { status: { allocatable: { cpu: '2', memory: '28362108Ki' } } }),
    ];
    equal(largestText(nodes), '7.8 CPU and 27Gi of memory');
  });
});
