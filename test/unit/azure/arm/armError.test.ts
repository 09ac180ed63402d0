import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ArmError, reasonsOf } from '../../../../src/azure/arm/armError.ts';
import { armRetryAfterMs } from '../../../../src/azure/arm/armRetryAfter.ts';

const subject = {
  verb: 'create',
  object: 'the node pool kata1',
  role: 'Azure Kubernetes Service Contributor Role',
};
const said = (status: number, code: string, message: string) => {
  const { problem } = new ArmError(subject, status, { error: { code, message } });
  return [problem.kind, `${problem.what}. ${problem.next}`.trim()];
};

describe('ArmError', () => {
  const cases: readonly (readonly [number, string, string, string, RegExp])[] = [
    [
      401,
      'ExpiredAuthenticationToken',
      'expired',
      'unauthorized',
      /^Azure does not accept your sign-in/,
    ],
    [
      403,
      'AuthorizationFailed',
      'The client',
      'forbidden',
      /^You may not create the node pool kata1\. Ask for the role "Azure Kubernetes Service Contributor Role"\.$/,
    ],
    [
      403,
      'RequestDisallowedByPolicy',
      'denied by x',
      'policy',
      /^Azure refused .*: denied by x\. Ask who keeps the policies/,
    ],
    [404, 'ResourceNotFound', '', 'not-found', /Azure does not find it/],
    [
      409,
      'OperationNotAllowed',
      'in progress.',
      'conflict',
      /: in progress\. Wait until what goes on there is over/,
    ],
    [
      409,
      'ErrCode_InsufficientVCPUQuota',
      'requested 8',
      'quota',
      /requested 8\. Ask for more quota/,
    ],
    [400, 'QuotaExceeded', 'limit', 'quota', /Ask for more quota/],
    [400, 'SkuNotAvailable', 'no', 'capacity', /Try another size, zone or region/],
    [409, 'ZonalAllocationFailed', 'no', 'capacity', /Try another size/],
    [412, 'PreconditionFailed', 'changed', 'conflict', /Somebody changed it meanwhile/],
    [429, 'Throttled', '', 'throttled', /^Azure is limiting requests/],
    [
      400,
      'BadRequest',
      'no such size',
      'server',
      /^Azure refused to create the node pool kata1: no such size\.$/,
    ],
    [503, '', '', 'server', /^Azure could not create the node pool kata1 \(HTTP 503\)\.$/],
  ];
  for (const [status, code, message, kind, text] of cases) {
    it(`says what ${status} ${code} means`, () => {
      const [ownKind, own = ''] = said(status, code, message);
      assert.equal(ownKind, kind);
      assert.match(own, text);
    });
  }

  it('finds the innermost reasons, in both shapes of an error, and bounds them', () => {
    const leaf = (code: string) => ({ code, message: `${code} said` });
    const nested = {
      code: 'Outer',
      message: 'o',
      details: [{ code: 'Middle', details: [leaf('A'), leaf('B')] }, leaf('C')],
    };
    assert.deepEqual(
      reasonsOf({ error: nested }).map(({ code }) => code),
      ['A', 'B', 'C'],
    );
    assert.deepEqual(
      reasonsOf(nested).map(({ code }) => code),
      ['A', 'B', 'C'],
    );
    assert.deepEqual(reasonsOf({}), []);
    assert.deepEqual(reasonsOf({ error: 5, details: 'x' }), []);
    let deep: object = leaf('Deepest');
    for (let depth = 0; depth < 10_000; depth++)
      deep = { code: 'd', message: 'd', details: [deep] };
    assert.equal(reasonsOf({ error: deep })[0]?.code, 'd');
    const [hostile] = reasonsOf({
      code: 'x',
      message: `[a](command:b)\u001B[31m${'y'.repeat(5000)}`,
    });
    assert.ok(hostile && hostile.message.length <= 600 && !hostile.message.includes('\u001B'));
  });
});

describe('armRetryAfterMs', () => {
  const now = Date.UTC(2026, 10, 27);
  for (const [headers, wait] of [
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': new Date(now + 9000).toUTCString() }, 9000],
    [
      {
        date: new Date(now + 3_600_000).toUTCString(),
        'retry-after': new Date(now + 3_609_000).toUTCString(),
      },
      9000,
    ],
    [{ date: 'today', 'retry-after': '7' }, 7000],
    [{ 'x-ms-user-quota-resets-after': '00:00:05' }, 5000],
    [{ 'x-ms-user-quota-resets-after': '01:00:00' }, 300_000],
    [{ 'retry-after': '99999999999' }, 300_000],
    [{ 'retry-after': 'soon' }, 0],
    [{ 'retry-after': '-5' }, 0],
    [{}, 0],
  ] as const) {
    it(`reads ${JSON.stringify(headers)}`, () => assert.equal(armRetryAfterMs(headers, now), wait));
  }
});
