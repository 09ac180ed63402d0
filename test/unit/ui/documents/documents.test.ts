import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectPod } from '../../../../src/kube/resources/podResource.ts';
import { agoText } from '../../../../src/base/text/agoText.ts';
import { eventsMarkdown } from '../../../../src/ui/documents/eventsMarkdown.ts';
import { podDetails } from '../../../../src/ui/documents/podDetails.ts';
import { checkResult } from '../../../checkResult.ts';

const NOW = Date.parse('2026-11-27T10:03:00Z');
const EVENT = {
  type: 'Warning',
  reason: 'FailedScheduling',
  object: 'Pod/a',
  lastSeen: '2026-11-27T10:00:00Z',
  message: 'no node',
  count: 1,
};

describe('agoText', () => {
  for (const [time, text] of [
    ['2026-11-27T10:02:30Z', 'just now'],
    ['2026-11-27T10:04:00Z', 'just now'],
    ['2026-11-27T10:02:00Z', '1 minute ago'],
    ['2026-11-27T08:00:00Z', '2 hours ago'],
    ['2026-11-20T10:00:00Z', '7 days ago'],
    ['', 'at an unknown time'],
  ] as const) {
    it(`${time} is ${text}`, () => assert.equal(agoText(time, NOW), text));
  }
});

describe('eventsMarkdown', () => {
  it('says that there are none, and why that may be', () => {
    assert.equal(
      eventsMarkdown('pay/a and its owner', [], NOW),
      '# Events of pay/a and its owner\n\nNo events: the cluster keeps them for an hour by default.\n',
    );
  });
  it('tells each with when and how often it was seen, the newest first', () => {
    const older = { ...EVENT, type: 'Normal', lastSeen: '', count: 3 };
    const text = eventsMarkdown('pay/a', [older, EVENT], NOW);
    const [, list = ''] = text.split('\n\n');
    const [first = '', message, second = ''] = list.split('\n');
    assert.equal(first.trimEnd(), '- ⚠ **FailedScheduling** Pod/a, 3 minutes ago');
    assert.equal(message?.trim(), 'no node');
    assert.equal(second.trimEnd(), '- **FailedScheduling** Pod/a, at an unknown time, 3 times');
  });
  it('keeps what a cluster says text', () => {
    const message = '[x](command:evil)\n# heading <img src=x>';
    assert.doesNotMatch(eventsMarkdown('a', [{ ...EVENT, message }], NOW), /\[x\]\(|^# h|<img/m);
  });
});

describe('podDetails', () => {
  const pod = projectPod({
    metadata: { namespace: 'pay', name: 'a' },
    spec: { runtimeClassName: 'gvisor', nodeName: 'n1' },
    status: { phase: 'Running' },
  });
  const details = { pod, claim: 'gvisor', events: [EVENT], manifest: 'kind: Pod\n' } as const;
  it('has what it claims, its evidence, its events and its manifest', () => {
    const result = checkResult({
      reason: 'another kernel',
      evidence: [{ source: 'boot-id', container: 'app', text: 'a is not b' }],
    });
    const text = podDetails({ ...details, result }, NOW);
    for (const part of [
      /^# Pod pay\/a$/m,
      /^- RuntimeClass: `gvisor`$/m,
      /^- Claims: gVisor$/m,
      /^- Node: `n1`$/m,
      /^## Evidence\n\n- boot-id, container app: a is not b$/m,
      /^## Events\n\n- ⚠ \*\*FailedScheduling/m,
      /^## Manifest\n\n```yaml\nkind: Pod\n```$/m,
    ]) {
      assert.match(text.replaceAll('\\-', '-'), part);
    }
  });
  it('says what is not known: no check was done, events may not be read', () => {
    const events = {
      kind: 'forbidden',
      what: 'You may not list events',
      next: '',
      retryable: false,
    } as const;
    const text = podDetails({ ...details, events, result: undefined }, NOW);
    assert.match(text, /^- Kernel check: not done yet$/m);
    assert.match(text, /^## Events\n\nYou may not list events\\?\.$/m);
    assert.doesNotMatch(text, /## Evidence/);
  });
});
