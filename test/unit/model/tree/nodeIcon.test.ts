import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';
import { nodeIcon } from '../../../../src/model/tree/nodeNode.ts';

describe('nodeIcon', () => {
  const node = (more: {
    ready?: boolean;
    cordoned?: boolean;
    handlers?: readonly string[];
    state?: string;
  }) =>
    projectNode({
      metadata: {
        name: 'n1',
        labels: {},
        annotations: more.state === undefined ? {} : { 'aks-sandbox/gvisor-state': more.state },
      },
      spec: { unschedulable: more.cordoned === true },
      status: {
        conditions: [{ type: 'Ready', status: more.ready === false ? 'False' : 'True' }],
        runtimeHandlers: (more.handlers ?? ['runc']).map((name) => ({ name })),
      },
    });
  const cases: readonly [
    string,
    Parameters<typeof node>[0],
    proof: 'gvisor' | 'host-kernel' | undefined,
    icon: string,
    color?: string,
  ][] = [
    ['Ready', {}, undefined, 'vm'],
    ['with a sandbox', { handlers: ['runsc'] }, undefined, 'vm-active', 'charts.green'],
    ['not Ready', { ready: false }, undefined, 'vm-outline', 'list.errorForeground'],
    ['cordoned', { cordoned: true }, undefined, 'circle-slash', 'disabledForeground'],
    ['installing', { state: 'installing' }, undefined, 'loading~spin'],
    ['removing', { state: 'removing' }, undefined, 'loading~spin'],
    ['waiting', { state: 'waiting' }, undefined, 'watch'],
    ['paused', { state: 'paused' }, undefined, 'debug-pause'],
    ['failed', { state: 'failed' }, undefined, 'warning', 'list.warningForeground'],
    ['proven', { handlers: ['runsc'] }, 'gvisor', 'vm-active', 'charts.green'],
    ['contradicted', { handlers: ['runsc'] }, 'host-kernel', 'error', 'list.errorForeground'],
  ];
  for (const [name, more, verdict, id, color] of cases) {
    it(`of one that is ${name}`, () =>
      assert.deepEqual(
        nodeIcon(node(more), verdict && { verdict }),
        color === undefined ? { id } : { id, color },
      ));
  }
});
