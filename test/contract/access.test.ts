import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTarget, type Target } from './target.ts';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const ALICE = { 'Impersonate-User': 'alice', 'Impersonate-Group': 'system:authenticated' };

describe('access', () => {
  let target: Target;
  before(async () => {
    target = await openTarget();
  });
  after(() => target[Symbol.asyncDispose]());

  function review(resourceAttributes: Record<string, string>, headers?: Record<string, string>) {
    const body = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    };
    return target.ask('POST', REVIEWS, { body, ...(headers === undefined ? {} : { headers }) });
  }

  it('is reviewed for an administrator', async () => {
    const attributes = { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'x' };
    const { status, body } = await review(attributes);
    assert.equal(status, 201);
    assert.equal(body.kind, 'SelfSubjectAccessReview');
    assert.deepEqual(body.spec?.resourceAttributes, attributes);
    assert.equal(body.status?.allowed, true);
  });

  it('is reviewed for who may do nothing', async () => {
    const { status, body } = await review({ verb: 'list', resource: 'nodes' }, ALICE);
    assert.equal(status, 201);
    assert.equal(body.status?.allowed, false);
  });

  for (const [method, path, message] of [
    [
      'GET',
      '/api/v1/nodes',
      'nodes is forbidden: User "alice" cannot list resource "nodes" in API group "" at the cluster scope',
    ],
    [
      'GET',
      '/api/v1/namespaces/default/pods',
      'pods is forbidden: User "alice" cannot list resource "pods" in API group "" in the namespace "default"',
    ],
    [
      'GET',
      '/api/v1/pods?watch=true',
      'pods is forbidden: User "alice" cannot watch resource "pods" in API group "" at the cluster scope',
    ],
    [
      'GET',
      '/api/v1/namespaces/default/pods/x/log',
      'pods "x" is forbidden: User "alice" cannot get resource "pods/log" in API group "" in the namespace "default"',
    ],
    [
      'GET',
      '/api/v1/namespaces/default',
      'namespaces "default" is forbidden: User "alice" cannot get resource "namespaces" in API group "" in the namespace "default"',
    ],
    [
      'DELETE',
      '/apis/node.k8s.io/v1/runtimeclasses/x',
      'runtimeclasses.node.k8s.io "x" is forbidden: User "alice" cannot delete resource "runtimeclasses" in API group "node.k8s.io" at the cluster scope',
    ],
    [
      'GET',
      '/api/v1/wheels',
      'wheels is forbidden: User "alice" cannot list resource "wheels" in API group "" at the cluster scope',
    ],
    ['GET', '/metrics', 'forbidden: User "alice" cannot get path "/metrics"'],
  ] as const) {
    it(`is refused with 403: ${method} ${path}`, async () => {
      const { status, body } = await target.ask(method, path, { headers: ALICE });
      assert.equal(status, 403);
      assert.equal(body.reason, 'Forbidden');
      assert.equal(body.message, message);
      assert.equal(body.code, 403);
    });
  }

  it('to version and discovery is everybody’s', async () => {
    for (const path of ['/version', '/api', '/apis', '/apis/node.k8s.io/v1', '/openapi/v3']) {
      assert.equal((await target.ask('GET', path, { headers: ALICE })).status, 200, path);
    }
  });
});
