import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  handlerFor,
  overheadFor,
  runtimeClassManifest,
  selectorsFor,
} from '../../../../src/model/runtimeClass/newRuntimeClass.ts';
import type { KubeNode } from '../../../../src/model/node/node.ts';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';

function node(labels: Readonly<Record<string, string>>, ...handlers: string[]): KubeNode {
  const runtimeHandlers = handlers.map((name) => ({ name }));
  return projectNode({ metadata: { labels }, status: { runtimeHandlers } });
}

describe('Selectors for a new RuntimeClass', () => {
  const CASES: readonly (readonly [
    what: string,
    nodes: readonly KubeNode[],
    selectors: readonly Readonly<Record<string, string>>[],
  ])[] = [
    ['no node at all', [], []],
    ['no node serves the handler', [node({ pool: 'a' }, 'runc'), node({ pool: 'b' })], []],
    ['every node serves it: none is needed', [node({ pool: 'a' }, 'runsc')], []],
    [
      'a label that those that serve share, and no other has',
      [node({ pool: 'a', os: 'linux' }, 'runsc'), node({ pool: 'b', os: 'linux' }, 'runc')],
      [{ pool: 'a' }],
    ],
    [
      'none where a label has another value on one of those that serve',
      [node({ pool: 'a' }, 'runsc'), node({ pool: 'b' }, 'runsc'), node({ pool: 'c' })],
      [],
    ],
    [
      'none where a node that does not tell its handlers has the label too',
      [node({ pool: 'a' }, 'runsc'), node({ pool: 'a' })],
      [],
    ],
    [
      'never the name of a host',
      [node({ 'kubernetes.io/hostname': 'n1' }, 'runsc'), node({ 'kubernetes.io/hostname': 'n2' })],
      [],
    ],
    [
      'what says by itself that a node can sandbox comes first, then by name',
      [
        node(
          { zone: '1', agentpool: 'sbx', arch: 'amd64', 'aks-sandbox/gvisor': 'ready' },
          'runsc',
        ),
        node({ zone: '2', agentpool: 'sys', arch: 'arm64' }, 'runc'),
      ],
      [{ 'aks-sandbox/gvisor': 'ready' }, { agentpool: 'sbx' }, { arch: 'amd64' }, { zone: '1' }],
    ],
  ];
  for (const [what, nodes, selectors] of CASES) {
    it(what, () => deepEqual(selectorsFor('runsc', nodes), selectors));
  }
});

describe('The overhead for a new RuntimeClass', () => {
  for (const [handler, overhead] of [
    ['kata', '600Mi'],
    ['kata-qemu', '600Mi'],
    ['runsc', undefined],
    ['runc', undefined],
    ['wasm', undefined],
  ] as const) {
    it(`${handler}: ${overhead ?? 'none'}`, () => equal(overheadFor(handler), overhead));
  }
});

describe('The handler that a name means', () => {
  for (const [name, handlers, handler] of [
    ['gvisor', ['runc', 'runsc'], 'runsc'],
    ['my-runsc', ['runsc-debug', 'runsc'], 'runsc-debug'],
    ['Kata-VM', ['runsc', 'kata-qemu'], 'kata-qemu'],
    ['gvisor', ['runc', 'kata'], undefined],
    ['fast', ['runsc', 'kata'], undefined],
    ['gvisor', [], undefined],
    // With the other one the class would not keep what its name claims.
    ['kata-gvisor', ['kata', 'runsc'], 'runsc'],
  ] as const) {
    it(`${name} of ${handlers.join(', ') || 'none'}: ${handler ?? 'none'}`, () =>
      equal(handlerFor(name, handlers), handler));
  }
});

describe('The manifest of a new RuntimeClass', () => {
  it('holds what was asked for', () =>
    deepEqual(
      runtimeClassManifest({
        name: 'kata',
        handler: 'kata-qemu',
        overhead: '600Mi',
        nodeSelector: { agentpool: 'sbx' },
      }),
      {
        apiVersion: 'node.k8s.io/v1',
        kind: 'RuntimeClass',
        metadata: { name: 'kata' },
        handler: 'kata-qemu',
        overhead: { podFixed: { memory: '600Mi' } },
        scheduling: { nodeSelector: { agentpool: 'sbx' } },
      },
    ));
  it('leaves out what was not: an empty selector would select every node', () =>
    deepEqual(runtimeClassManifest({ name: 'gvisor', handler: 'runsc', nodeSelector: {} }), {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'gvisor' },
      handler: 'runsc',
    }));
});
