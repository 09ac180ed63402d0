import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PINNED_RELEASE } from '../../../../../src/gvisor/manifest/release.ts';
import { projectNode, type RawNode } from '../../../../../src/kube/resources/nodeResource.ts';
import { nodePoolsOf } from '../../../../../src/model/node/nodePool.ts';
import {
  chosenPools,
  poolItems,
  poolNames,
  poolNamesProblem,
  tickedProblem,
} from '../../../../../src/ui/commands/gvisor/choice/poolChoice.ts';

interface Given {
  readonly os?: string;
  readonly handlers?: readonly string[];
  readonly taints?: NonNullable<RawNode['spec']>['taints'];
  /** The label that names the pool. */
  readonly label?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

const node = (
  pool: string,
  { os = 'linux', handlers = ['runc'], taints = [], label, labels }: Given = {},
) =>
  projectNode({
    metadata: { name: `${pool}-0`, labels: { [label ?? 'agentpool']: pool, ...labels } },
    spec: { taints },
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      nodeInfo: {
        architecture: 'amd64',
        kernelVersion: '6.8.0-1065-azure',
        osImage: 'Ubuntu 24.04.3 LTS',
        operatingSystem: os,
        containerRuntimeVersion: 'containerd://2.3.3',
      },
      runtimeHandlers: handlers.map((name) => ({ name })),
    },
  });
const pools = (...nodes: readonly ReturnType<typeof node>[]) => nodePoolsOf(nodes);

describe('poolItems', () => {
  const all = pools(
    node('apps'),
    node('gv1', { handlers: ['runc', 'runsc'], labels: { 'aks-sandbox/gvisor': 'true' } }),
    node('win', { os: 'windows' }),
  );

  it('list the pools that cannot take gVisor by themselves, with the reason', () => {
    const { fitting, refused } = poolItems(all, PINNED_RELEASE, undefined);
    assert.deepEqual(
      fitting.map(({ label }) => label),
      ['apps', 'gv1'],
    );
    assert.match(fitting[0]?.description ?? '', / · 1 node$/);
    assert.match(fitting[0]?.detail ?? '', /^\$\(check\) fine, as far as the cluster tells/);
    assert.match(refused[0]?.refused ?? '', /^win: .*Windows/);
    assert.match(refused[0]?.detail ?? '', /^\$\(circle-slash\) /);
  });

  const TICKED: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ['none was clicked: those with gVisor', undefined, ['gv1']],
    ['one was clicked: that one', 'apps', ['apps']],
    ['one was clicked that cannot take it: none', 'win', []],
  ];
  for (const [name, clicked, ticked] of TICKED) {
    it(`tick, where ${name}`, () => {
      const { fitting, refused } = poolItems(all, PINNED_RELEASE, clicked);
      const picked = [...fitting, ...refused].filter((item) => item.picked);
      assert.deepEqual(
        picked.map(({ label }) => label),
        ticked,
      );
    });
  }

  it('are refused where no pool can take gVisor', () => {
    const windows = pools(node('win', { os: 'windows' }));
    assert.throws(
      () => poolItems(windows, PINNED_RELEASE, undefined),
      /No pool can take gVisor: win: .*Windows/,
    );
    assert.throws(() => poolItems([], PINNED_RELEASE, undefined), /the cluster has no nodes/);
  });
});

describe('tickedProblem', () => {
  it('names a pool that cannot take gVisor, and why', () => {
    const all = pools(
      node('apps'),
      node('win', { os: 'windows' }),
      node('kata1', { handlers: ['runc', 'kata'] }),
    );
    const { fitting, refused } = poolItems(all, PINNED_RELEASE, undefined);
    assert.equal(tickedProblem(fitting), undefined);
    const problem = tickedProblem([...fitting, ...refused]) ?? '';
    assert.match(problem, /^Untick what cannot take gVisor: .*win: Windows/);
    assert.match(
      problem,
      /kata1 is a Kata pool: it isolates pods already, and a failed change could break them/,
    );
  });
});

describe('poolNames', () => {
  for (const [typed, names, isWrong] of [
    ['gv1', ['gv1'], false],
    [' gv1, gv2  gv1 ', ['gv1', 'gv2'], false],
    ['', [], true],
    [' , ', [], true],
    ['gv1 Gv2', ['gv1', 'Gv2'], true],
    ['1a', ['1a'], true],
    ['a'.repeat(13), ['a'.repeat(13)], true],
  ] as const) {
    it(`reads "${typed}"`, () => {
      assert.deepEqual(poolNames(typed), names);
      assert.equal(poolNamesProblem(typed) !== undefined, isWrong);
    });
  }
});

describe('chosenPools', () => {
  it('selects the nodes by the label that names their pool', () => {
    const { pools: selected, nodes } = chosenPools(pools(node('a'), node('b')));
    assert.deepEqual(selected, { label: 'agentpool', names: ['a', 'b'] });
    assert.deepEqual(nodes, ['a-0', 'b-0']);
  });

  it('tolerates the taints of the nodes once each, but for those that come and go', () => {
    const own = { key: 'team', value: 'x', effect: 'NoSchedule' };
    const passing = [
      { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
      { key: 'node.cloudprovider.kubernetes.io/uninitialized', effect: 'NoSchedule' },
    ];
    const { tolerations } = chosenPools(
      pools(node('a', { taints: [own, ...passing] }), node('b', { taints: [own] })),
    );
    assert.deepEqual(tolerations, [
      { key: 'team', operator: 'Equal', value: 'x', effect: 'NoSchedule' },
    ]);
  });

  it('refuses pools that are named by different labels', () => {
    const named = pools(node('a'), node('b', { label: 'kubernetes.azure.com/agentpool' }));
    assert.throws(() => chosenPools(named), /name their pool by different labels/);
  });
});
