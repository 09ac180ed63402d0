import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../../src/kube/api/apiError.ts';
import type { Outcome } from '../../../../../src/kube/write/applyObjects.ts';
import {
  dryRunMessage,
  type Refusal,
  refusalsOf,
} from '../../../../../src/ui/commands/manifest/dryRunMessage.ts';
import {
  scanCancelledText,
  type ScanCounts,
  scanText,
} from '../../../../../src/ui/commands/manifest/scanText.ts';

describe('dryRunMessage', () => {
  const TABLE: readonly (readonly [readonly [number, number, number], string])[] = [
    [[1, 0, 0], 'prod accepts it (dry run, with the pods that are made).'],
    [
      [3, 0, 2],
      'prod accepts all 3 objects (dry run, with the pods that are made); 2 could not be tried, as their namespace is new.',
    ],
    [[3, 1, 2], 'prod would refuse this manifest: 1 problem is in the Problems panel.'],
    [[3, 4, 0], 'prod would refuse this manifest: 4 problems are in the Problems panel.'],
  ];
  for (const [[objects, problems, skipped], message] of TABLE) {
    it(message, () =>
      assert.deepEqual(dryRunMessage('prod', { objects, problems, skipped }), {
        severity: problems > 0 ? 'warning' : 'information',
        message,
      }),
    );
  }
});

describe('refusalsOf', () => {
  const problem = { kind: 'server', what: 'It failed', next: '', retryable: true } as const;
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } };
  const failed = (error: unknown): Outcome => ({ state: 'failed', manifest, problem, error });
  const subject = { cluster: 'prod', verb: 'create', object: 'pods', rights: 'create on pods' };
  const refused = (message: string, ...causes: readonly object[]) =>
    new ApiError(subject, 422, { message, details: { causes } });
  const template = ['spec', 'template'];
  const TABLE: readonly (readonly [string, Outcome, readonly string[], readonly Refusal[]])[] = [
    [
      'a cause with its field',
      failed(refused('no', { field: 'spec.x', message: 'unknown' })),
      [],
      [{ field: 'spec.x', message: 'spec.x: unknown' }],
    ],
    [
      'a cause in the pod of a template',
      failed(refused('no', { field: 'spec.x', message: 'unknown' })),
      template,
      [{ field: 'spec.template.spec.x', message: 'spec.x: unknown' }],
    ],
    [
      'the RuntimeClass admission, which names no field',
      failed(refused('pod rejected: RuntimeClass "x" not found')),
      template,
      [
        {
          field: 'spec.template.spec.runtimeClassName',
          message: 'pod rejected: RuntimeClass "x" not found',
        },
      ],
    ],
    ['what is no answer', failed(new Error('x')), [], [{ field: '', message: 'It failed' }]],
    ['what was not tried', { state: 'skipped', manifest, reason: '' }, [], []],
  ];
  for (const [name, outcome, prefix, refusals] of TABLE) {
    it(`tells ${name}`, () => assert.deepEqual(refusalsOf(outcome, prefix), refusals));
  }
});

describe('scanText', () => {
  const TABLE: readonly (readonly [ScanCounts, string])[] = [
    [{ checked: 1, errors: 0, warnings: 0, others: 0 }, 'Nothing to mend in 1 file.'],
    [
      { checked: 1200, errors: 1, warnings: 2, others: 1 },
      '1 error, 2 warnings, 1 hint in 1,200 files.',
    ],
    [{ checked: 2, errors: 2, warnings: 0, others: 0 }, '2 errors in 2 files.'],
    [{ checked: 2, errors: 0, warnings: 1, others: 0 }, '1 warning in 2 files.'],
  ];
  for (const [counts, text] of TABLE) it(text, () => assert.equal(scanText(counts), text));

  it('says how far it came when it was cancelled', () => {
    assert.equal(
      scanCancelledText({ checked: 1819, errors: 0, warnings: 0, others: 0 }, 2000),
      'Check All Manifests was cancelled after 1,819 of 2,000 files; what was found until then stays.',
    );
  });
});
