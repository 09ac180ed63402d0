import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode } from '../../../../../src/kube/resources/nodeResource.ts';
import {
  freeClassName,
  handlerItems,
  handlerProblem,
  nameProblem,
  overheadProblem,
  selectorItems,
} from '../../../../../src/ui/commands/manifest/runtimeClassChoices.ts';

const node = (name: string, handlers: readonly string[]) =>
  projectNode({
    metadata: { name, labels: { agentpool: name } },
    status: { runtimeHandlers: handlers.map((handler) => ({ name: handler })) },
  });
const NODES = [node('a', ['runc', 'kata']), node('b', ['runc'])];

describe('the name of a new RuntimeClass', () => {
  it('is one that does not exist', () => {
    assert.equal(freeClassName([]), 'gvisor');
    assert.equal(freeClassName(['gvisor', 'gvisor-2']), 'gvisor-3');
    assert.equal(nameProblem('gvisor', ['gvisor']), 'The RuntimeClass gvisor exists already');
    assert.equal(nameProblem('gvisor', ['kata']), undefined);
  });
});

describe('the choices of a new RuntimeClass', () => {
  it('are the handlers that are served, first the one that its name is about', () => {
    const items = handlerItems('kata-vm-isolation', NODES);
    assert.deepEqual(
      items.map(({ label, description }) => `${label}: ${description ?? ''}`),
      [
        'kata: Kata · 1 node serves it',
        'runc: not a sandbox · 2 nodes serve it',
        'runsc: gVisor · 0 nodes serve it',
        '$(edit) Another handler…: ',
      ],
    );
  });

  it('are the nodes that serve the handler, or all', () => {
    const items = selectorItems('kata', NODES);
    assert.deepEqual(items[0]?.selector, { agentpool: 'a' });
    assert.deepEqual([items.at(-1)?.label, items.at(-1)?.selector], ['All nodes', {}]);
    assert.deepEqual(selectorItems('kata', []), []);
  });

  const TYPED: readonly (readonly [(typed: string) => string | undefined, string, boolean])[] = [
    [nameProblem, 'gvisor.v2', true],
    [nameProblem, 'gVisor', false],
    [nameProblem, 'a'.repeat(254), false],
    [handlerProblem, 'runsc', true],
    [handlerProblem, 'runsc.v2', false],
    [overheadProblem, '', true],
    [overheadProblem, '600Mi', true],
    [overheadProblem, '-1', false],
    [overheadProblem, 'much', false],
  ];
  for (const [problem, typed, isFine] of TYPED) {
    it(`${isFine ? 'take' : 'refuse'} "${typed.slice(0, 20)}" (${problem.name})`, () =>
      assert.equal(problem(typed) === undefined, isFine));
  }
});
