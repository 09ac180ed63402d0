import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/kube/api/apiError.ts';
import { parseStatus } from '../../../../src/kube/api/parseStatus.ts';

const SUBJECT = { cluster: 'prod', verb: 'list', object: 'pods', rights: 'list on pods' };

describe('a Status of a server that answers anything', () => {
  const errorOf = (body: unknown): ApiError =>
    new ApiError(SUBJECT, 403, parseStatus(Buffer.from(JSON.stringify(body))));

  const STRANGE: readonly unknown[] = [
    null,
    5,
    'text',
    [],
    [null],
    true,
    {},
    ...[5, {}, [], null, true].map((message) => ({ message })),
    ...[5, {}, [], null].map((reason) => ({ reason })),
    ...['403', {}, 1e99, -0.5].map((code) => ({ code })),
    ...[5, null, 'x', []].map((details) => ({ details })),
    ...[5, {}, 'x', [null], [5], [{ message: {} }], [[]]].map((causes) => ({
      details: { causes },
    })),
    ...['soon', {}, null, -1, 1e99, 0.5].map((retryAfterSeconds) => ({
      details: { retryAfterSeconds },
    })),
  ];
  for (const body of STRANGE) {
    it(JSON.stringify(body), () => {
      const error = errorOf(body);
      assert.equal(error.problem.kind, 'forbidden');
      assert.equal(error.serverMessage, '');
      assert.equal(error.reason, '');
      assert.equal(error.retryAfterMs, 0);
      for (const cause of error.causes) assert.deepEqual(cause, {});
    });
  }

  it('is read as what it is', () => {
    const causes = [{ reason: 'FieldManagerConflict', message: 'taken', field: '.spec' }];
    const error = errorOf({ message: 'no', reason: 'Forbidden', details: { causes } });
    assert.equal(error.serverMessage, 'no');
    assert.equal(error.reason, 'Forbidden');
    assert.deepEqual(error.causes, causes);
  });

  const PLAIN: readonly (readonly [text: string, message: string])[] = [
    ['no healthy upstream\n', 'no healthy upstream'],
    ['<html>Forbidden</html>', ''],
    ['{"message":"etcdserver: re', ''],
    ['\u0000\u0001binary', ''],
    ['', ''],
  ];
  for (const [text, message] of PLAIN) {
    it(`has the words of plain text: ${JSON.stringify(text)}`, () => {
      const error = new ApiError(SUBJECT, 503, parseStatus(Buffer.from(text)));
      assert.equal(error.serverMessage, message);
    });
  }

  it('asks for five minutes at most', () => {
    assert.equal(errorOf({ details: { retryAfterSeconds: 3e6 } }).retryAfterMs, 300_000);
  });
});
