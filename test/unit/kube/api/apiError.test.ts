import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemText } from '../../../../src/base/problem.ts';
import { apiProblem } from '../../../../src/kube/api/apiError.ts';

const SUBJECT = { cluster: 'prod', verb: 'list', object: 'nodes', rights: 'list on nodes' };

describe('What is said of an answer that is no success', () => {
  const TABLE: readonly (readonly [status: number, message: string, text: string])[] = [
    [400, 'bad.', 'prod refused to list nodes: bad.'],
    [
      401,
      '',
      'prod does not accept your credentials. Sign in again (for AKS: az login, or kubelogin).',
    ],
    [
      403,
      'no',
      'You may not list nodes in prod (needs list on nodes). Ask an administrator of the cluster for these rights.',
    ],
    [
      404,
      '',
      "Cannot list nodes in prod: not found. What answers may be no API server, or not serve them: check the server's address in the kubeconfig.",
    ],
    [409, 'changed', 'prod refused to list nodes: changed.'],
    [410, '', 'prod no longer has the state that was asked for (list nodes). Try again.'],
    [418, 'teapot', 'prod could not list nodes (HTTP 418): teapot.'],
    [
      418,
      '',
      'prod could not list nodes (HTTP 418). Something else than the API server may have answered: check its address and the proxy.',
    ],
    [
      422,
      '',
      'prod refused to list nodes (HTTP 422). It gives no reason; the log of the server may have one.',
    ],
    [429, '', 'prod is limiting requests (list nodes). Try again.'],
    [503, 'down', 'prod could not list nodes (HTTP 503): down. Try again.'],
  ];
  for (const [status, message, text] of TABLE) {
    it(`HTTP ${status} ${message}`, () => {
      assert.equal(problemText(apiProblem(SUBJECT, status, message)), text);
    });
  }

  it('HTTP 404 for one object', () => {
    const subject = { ...SUBJECT, verb: 'read', object: 'the node a' };
    const { next } = apiProblem(subject, 404, '');
    assert.equal(next, 'It may have been deleted.');
  });
});
