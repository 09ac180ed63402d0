import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectPod } from '../../../../src/kube/resources/podResource.ts';
import { coverageMarkdown } from '../../../../src/ui/documents/coverageMarkdown.ts';
import { eventsText } from '../../../../src/ui/documents/eventsText.ts';

describe('eventsText', () => {
  const event = {
    type: 'Warning',
    reason: 'FailedScheduling',
    object: 'Pod/a',
    lastSeen: '2026-11-27T10:00:00Z',
    message: 'no node',
    count: 1,
  };
  it('says that there are none, and why that may be', () => {
    assert.equal(
      eventsText('pay/a', []),
      'Events of pay/a and its owner\n\nNo events: the cluster keeps them for an hour by default.\n',
    );
  });
  it('tells each with how often it was seen', () => {
    const text = eventsText('pay/a', [event, { ...event, lastSeen: '', count: 3 }]);
    assert.match(
      text,
      /^2026-11-27T10:00:00Z {2}Warning {2}FailedScheduling {2}Pod\/a\n {4}no node/m,
    );
    assert.match(text, /^unknown time .* \(3 times\)$/m);
  });
});

describe('coverageMarkdown', () => {
  const pod = projectPod({ metadata: { namespace: 'pay', name: 'a' }, spec: {} });
  const sandboxed = [{ pod: { ...pod, runtimeClass: 'gvisor' }, claim: 'gvisor' as const }];
  const others = [{ pod, claim: 'none' as const }];
  const one = { namespace: 'pay', sandboxed, others };
  it('counts the pods that claim a sandbox, and lists both kinds', () => {
    const text = coverageMarkdown('prod', 'pay', [one]);
    assert.match(text, /^# Sandbox coverage: prod, pay\n\n1 of 2 pods claim a sandbox/);
    assert.match(text, /### Not sandboxed: 1\n[^#]*\| `a` \| none +\|/);
    assert.match(text, /### Sandboxed: 1\n[^#]*\| `a` \| `gvisor` +\| gVisor +\|/);
    assert.doesNotMatch(text, /\| Namespace \|/);
  });
  it('sums up several namespaces in a table', () => {
    const text = coverageMarkdown('prod', undefined, [one, { ...one, namespace: 'web' }]);
    assert.match(text, /^# Sandbox coverage: prod\n\n2 of 4 pods/);
    assert.match(text, /\| `web` +\| 1 +\| 1 +\|/);
  });
});
