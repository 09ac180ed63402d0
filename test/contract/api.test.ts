import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listOf, openTarget, textOf, type Target, type Tree } from './target.ts';

describe('the API itself', () => {
  let target: Target;
  before(async () => {
    target = await openTarget();
  });
  after(() => target[Symbol.asyncDispose]());

  it('tells its version', async () => {
    const { status, body } = await target.ask('GET', '/version');
    assert.equal(status, 200);
    assert.match(textOf(body.gitVersion), /^v1\.\d+\.\d+/);
    assert.equal(textOf(body.major), '1');
    assert.match(textOf(body.minor), /^\d+/);
    assert.match(textOf(body.platform), /^linux\//);
  });

  it('lists the groups and the resources of each', async () => {
    const core = await target.ask('GET', '/api');
    assert.deepEqual(core.body.versions, ['v1']);
    const groups = await target.ask('GET', '/apis');
    assert.equal(groups.body.kind, 'APIGroupList');
    const names = new Set(listOf(groups.body.groups).map((group) => textOf(group.name)));
    for (const name of ['apps', 'batch', 'node.k8s.io']) assert.ok(names.has(name), name);
    const pods = resource(await target.ask('GET', '/api/v1'), 'pods');
    assert.equal(pods.kind, 'Pod');
    assert.equal(pods.namespaced, true);
    assert.deepEqual(pods.shortNames, ['po']);
    const classes = resource(await target.ask('GET', '/apis/node.k8s.io/v1'), 'runtimeclasses');
    assert.equal(classes.namespaced, false);
    assert.ok(listOf(classes.verbs).includes('watch' as never));
  });

  it('lists exec and ephemeral containers among the resources', async () => {
    const list = await target.ask('GET', '/api/v1');
    assert.equal(resource(list, 'pods/exec').kind, 'PodExecOptions');
    assert.equal(resource(list, 'pods/ephemeralcontainers').kind, 'Pod');
  });

  it('describes all groups at once to who asks for that', async () => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const { body, headers } = await target.ask('GET', '/apis', { headers: { Accept: accept } });
    assert.equal(body.kind, 'APIGroupDiscoveryList');
    assert.match(headers.get('content-type') ?? '', /as=APIGroupDiscoveryList/);
    const group = listOf(body.items).find((item) => textOf(item.metadata?.name) === 'node.k8s.io');
    const version = listOf(group?.versions).find((one) => textOf(one.version) === 'v1');
    assert.equal(listOf(version?.resources)[0]?.resource, 'runtimeclasses');
  });

  it('has an OpenAPI document for each group version', async () => {
    const index = await target.ask('GET', '/openapi/v3');
    const path = textOf(index.body.paths?.['api/v1']?.serverRelativeURL);
    const { body } = await target.ask('GET', path);
    const schemas = Object.values(body.components?.schemas ?? {}) as Tree[];
    const pod = schemas.find((schema) =>
      listOf(schema['x-kubernetes-group-version-kind']).some(
        (kind) => textOf(kind.kind) === 'Pod' && textOf(kind.version) === 'v1',
      ),
    );
    assert.ok(pod?.properties?.spec !== undefined);
    const patch = body.paths?.['/api/v1/namespaces/{namespace}/pods/{name}']?.patch;
    const parameters = new Set(listOf(patch?.parameters).map(({ name }) => textOf(name)));
    assert.ok(parameters.has('fieldValidation'));
    assert.ok(parameters.has('dryRun'));
    assert.ok('apis/node.k8s.io/v1' in (index.body.paths ?? {}));
  });

  it('answers 404 in plain text outside of its paths', async () => {
    const { status, text } = await target.ask('GET', '/nothing/here');
    assert.equal(status, 404);
    assert.equal(text, '404 page not found\n');
  });

  it('answers 404 as a Status for a resource that it does not have', async () => {
    const { status, body } = await target.ask('GET', '/api/v1/wheels');
    assert.equal(status, 404);
    assert.equal(body.message, 'the server could not find the requested resource');
    assert.equal(body.reason, 'NotFound');
  });

  it('answers 401 to a wrong token', async () => {
    const { status, body } = await target.askWithToken('nobody-has-this', '/api/v1/nodes');
    assert.equal(status, 401);
    assert.deepEqual(body, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  it('is ready', async () => {
    assert.equal((await target.ask('GET', '/readyz')).text, 'ok');
  });
});

function resource(list: { body: Tree }, name: string): Tree {
  const found = listOf(list.body.resources).find((one) => textOf(one.name) === name);
  assert.ok(found !== undefined, `no resource ${name}`);
  return found;
}
