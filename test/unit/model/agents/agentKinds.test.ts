import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentKindOf, versionToRead } from '../../../../src/model/agents/agentKinds.ts';

describe('the kinds of agent sandboxes', () => {
  const cases: readonly [string, string, ReturnType<typeof agentKindOf>][] = [
    ['agents.x-k8s.io/v1beta1', 'Sandbox', 'Sandbox'],
    ['agents.x-k8s.io/v1alpha1', 'Sandbox', 'Sandbox'],
    ['extensions.agents.x-k8s.io/v1beta1', 'SandboxClaim', 'SandboxClaim'],
    ['extensions.agents.x-k8s.io/v1beta1', 'Sandbox', undefined],
    ['agents.x-k8s.io/v1beta1', 'SandboxClaim', undefined],
    ['sandbox.example.io/v1', 'Sandbox', undefined],
    ['v1', 'Pod', undefined],
    ['agents.x-k8s.io/v1beta1', 'toString', undefined],
  ];
  for (const [apiVersion, kind, told] of cases) {
    it(`${kind} of ${apiVersion} is ${told ?? 'none of them'}`, () => {
      assert.equal(agentKindOf({ apiVersion, kind }), told);
    });
  }

  it('are read by the newest version that is known', () => {
    const versions: readonly [readonly string[] | undefined, string | undefined][] = [
      [['v1beta1'], 'v1beta1'],
      [['v1alpha1', 'v1beta1'], 'v1beta1'],
      [['v1alpha1'], 'v1alpha1'],
      [['v1'], undefined],
      [[], undefined],
      [undefined, undefined],
    ];
    for (const [served, version] of versions) assert.equal(versionToRead(served), version);
  });
});
