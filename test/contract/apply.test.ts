import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { configMap } from './objects.ts';
import { listOf, openTarget, textOf, type Answer, type Target, type Tree } from './target.ts';

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';

describe('server-side apply', () => {
  let target: Target;
  let maps: string;
  let deployments: string;
  before(async () => {
    target = await openTarget();
    const namespace = await target.namespace();
    maps = `/api/v1/namespaces/${namespace}/configmaps`;
    deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  });
  after(() => target[Symbol.asyncDispose]());

  function apply(manager: string, path: string, body: unknown, more = ''): Promise<Answer> {
    const query = `?fieldManager=${manager}${more}`;
    return target.ask('PATCH', path + query, { body, contentType: APPLY });
  }

  function applyMap(manager: string, name: string, data: Record<string, string>, more = '') {
    return apply(manager, `${maps}/${name}`, configMap(name, data), more);
  }

  function deployment(name: string, containers: object[], more: object = {}) {
    const labels = { app: name };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers, ...more } },
      },
    };
  }

  it('creates, and notes who owns what', async () => {
    const { status, body } = await applyMap('one', 'fresh', { a: '1', b: '2' });
    assert.equal(status, 201);
    assert.deepEqual(body.data, { a: '1', b: '2' });
    const [entry, ...others] = listOf(body.metadata?.managedFields);
    assert.deepEqual(others, []);
    assert.deepEqual(entry, {
      manager: 'one',
      operation: 'Apply',
      apiVersion: 'v1',
      time: textOf(entry?.time),
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:data': { 'f:a': {}, 'f:b': {} } },
    });
  });

  it('changes nothing when nothing changes', async () => {
    const first = await applyMap('one', 'same', { a: '1' });
    const second = await applyMap('one', 'same', { a: '1' });
    assert.equal(second.status, 200);
    assert.deepEqual(second.body, first.body);
  });

  it("refuses to change another applier's field, and takes it over by force", async () => {
    await applyMap('one', 'contested', { a: '1', b: '2' });
    const refused = await applyMap('two', 'contested', { a: '9' });
    assert.equal(refused.status, 409);
    assert.deepEqual(refused.body, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
      reason: 'Conflict',
      details: {
        causes: [
          { reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.a' },
        ],
      },
      code: 409,
    });
    const forced = await applyMap('two', 'contested', { a: '9' }, '&force=true');
    assert.equal(forced.status, 200);
    assert.deepEqual(forced.body.data, { a: '9', b: '2' });
    assert.deepEqual(owners(forced.body), {
      'one Apply': { 'f:data': { 'f:b': {} } },
      'two Apply': { 'f:data': { 'f:a': {} } },
    });
  });

  it('shares a field whose value is the same', async () => {
    await applyMap('one', 'shared', { a: '1' });
    const { status, body } = await applyMap('two', 'shared', { a: '1' });
    assert.equal(status, 200);
    assert.deepEqual(owners(body), {
      'one Apply': { 'f:data': { 'f:a': {} } },
      'two Apply': { 'f:data': { 'f:a': {} } },
    });
    const left = await applyMap('one', 'shared', { b: '2' });
    assert.deepEqual(left.body.data, { a: '1', b: '2' });
  });

  it('removes what its manager alone applied before and does not any more', async () => {
    await applyMap('one', 'shrinks', { a: '1', b: '2' });
    await applyMap('two', 'shrinks', { b: '2', c: '3' });
    const { body } = await applyMap('one', 'shrinks', {});
    assert.deepEqual(body.data, { b: '2', c: '3' });
  });

  it('names the version of who changed a field without apply', async () => {
    await target.ask('POST', `${maps}?fieldManager=creator`, {
      body: configMap('made', { a: '1', b: '2' }),
    });
    const { status, body } = await applyMap('one', 'made', { a: '7', b: '8' });
    assert.equal(status, 409);
    assert.equal(
      body.message,
      'Apply failed with 2 conflicts: conflicts with "creator" using v1:\n- .data.a\n- .data.b',
    );
  });

  it('loses a field to who changes it without apply', async () => {
    await applyMap('one', 'lost', { a: '1', b: '2' });
    const { body } = await target.ask('PATCH', `${maps}/lost?fieldManager=editor`, {
      body: { data: { a: '5' } },
      contentType: MERGE,
    });
    assert.deepEqual(owners(body), {
      'one Apply': { 'f:data': { 'f:b': {} } },
      'editor Update': { 'f:data': { 'f:a': {} } },
    });
  });

  it('stores nothing in a dry run', async () => {
    await applyMap('one', 'dry', { a: '1' });
    const dry = await applyMap('one', 'dry', { a: '2' }, '&dryRun=All');
    assert.equal(dry.status, 200);
    assert.deepEqual(dry.body.data, { a: '2' });
    assert.deepEqual((await target.ask('GET', `${maps}/dry`)).body.data, { a: '1' });
    const fresh = await applyMap('one', 'dry-fresh', { a: '1' }, '&dryRun=All');
    assert.equal(fresh.status, 201);
    assert.equal((await target.ask('GET', `${maps}/dry-fresh`)).status, 404);
  });

  it('needs a manager', async () => {
    const { status, body } = await target.ask('PATCH', `${maps}/nobody`, {
      body: configMap('nobody', {}),
      contentType: APPLY,
    });
    assert.equal(status, 422);
    assert.equal(
      body.message,
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  });

  it('takes YAML', async () => {
    const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata:\n  a: "1"\n';
    const { status, body } = await apply('one', `${maps}/yaml`, yaml);
    assert.equal(status, 201);
    assert.deepEqual(body.data, { a: '1' });
  });

  it('knows the containers of a list by their names', async () => {
    const path = `${deployments}/list`;
    const one = { name: 'a', image: 'x:1', ports: [{ containerPort: 80 }] };
    const first = await apply('one', path, deployment('list', [one]));
    assert.equal(first.status, 201);
    assert.deepEqual(template(owners(first.body)['one Apply']), {
      'f:containers': {
        'k:{"name":"a"}': {
          '.': {},
          'f:image': {},
          'f:name': {},
          'f:ports': {
            'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} },
          },
        },
      },
    });
    const partial = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'list' },
      spec: { template: { spec: { containers: [{ name: 'b', image: 'y:1' }] } } },
    };
    const second = await apply('two', path, partial);
    assert.deepEqual(containerNames(second.body), ['a', 'b']);
    const clash = await apply('two', path, {
      ...partial,
      spec: { template: { spec: { containers: [{ name: 'a', image: 'z:1' }] } } },
    });
    assert.equal(clash.status, 409);
    assert.equal(
      clash.body.message,
      'Apply failed with 1 conflict: conflict with "one": .spec.template.spec.containers[name="a"].image',
    );
    const none = await apply('two', path, { ...partial, spec: { replicas: 0 } });
    assert.deepEqual(containerNames(none.body), ['a']);
  });

  it('takes tolerations and node selectors as a whole', async () => {
    const path = `${deployments}/whole`;
    const container = { name: 'a', image: 'x:1' };
    const more = { nodeSelector: { a: '1' }, tolerations: [{ key: 'k', operator: 'Exists' }] };
    const { body } = await apply('one', path, deployment('whole', [container], more));
    const owned = template(owners(body)['one Apply']);
    assert.deepEqual(owned?.['f:nodeSelector'], {});
    assert.deepEqual(owned?.['f:tolerations'], {});
    const clash = await apply('two', path, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'whole' },
      spec: { template: { spec: { nodeSelector: { b: '2' } } } },
    });
    assert.equal(clash.status, 409);
    assert.match(textOf(clash.body.message), /\.spec\.template\.spec\.nodeSelector$/);
  });

  it('owns labels and annotations one by one', async () => {
    const metadata = { labels: { x: '1' }, annotations: { 'a.b/c': '2' } };
    const bare = (more: object) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'marked', ...more },
    });
    await apply('one', `${maps}/marked`, bare(metadata));
    const { body } = await apply('two', `${maps}/marked`, bare({ labels: { y: '3' } }));
    assert.deepEqual(body.metadata?.labels, { x: '1', y: '3' });
    const gone = await apply('one', `${maps}/marked`, bare({}));
    assert.deepEqual(gone.body.metadata?.labels, { y: '3' });
    assert.equal(gone.body.metadata?.annotations, undefined);
  });

  it('is refused by admission and validation like any other write', async () => {
    const path = `${deployments}/wrong`;
    const { status, body } = await apply('one', path, deployment('wrong', [{ name: 'a' }]));
    assert.equal(status, 422);
    assert.equal(
      body.message,
      'Deployment.apps "wrong" is invalid: spec.template.spec.containers[0].image: Required value',
    );
  });

  // One mistake a time: the API server tells several in an order of its own, and not always all of them.
  it('refuses a field that the kind does not have', async () => {
    const wrong = deployment('typo', [{ name: 'a', image: 'x:1', imagePolicy: 'y' }]);
    const { status, body } = await apply('one', `${deployments}/typo`, wrong);
    assert.equal(status, 500);
    assert.equal(
      body.message,
      'failed to create typed patch object (/typo; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="a"].imagePolicy: field not declared in schema',
    );
  });

  it('refuses a value of another type', async () => {
    const wrong = deployment('typed', [{ name: 'a', image: 7 }]);
    const { status, body } = await apply('one', `${deployments}/typed`, wrong);
    assert.equal(status, 500);
    assert.equal(
      body.message,
      'failed to create typed patch object (/typed; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="a"].image: expected string, got &value.valueUnstructured{Value:7}',
    );
  });

  it('owns even an empty map', async () => {
    const first = await applyMap('one', 'hollow', {});
    assert.equal(first.body.data, undefined);
    assert.deepEqual(owners(first.body), { 'one Apply': { 'f:data': {} } });
    const { status, body } = await applyMap('two', 'hollow', {});
    assert.equal(status, 409);
    assert.equal(body.message, 'Apply failed with 1 conflict: conflict with "one": .data');
  });

  function owners(object: Tree): Record<string, Tree | undefined> {
    const entries = listOf(object.metadata?.managedFields);
    return Object.fromEntries(
      entries.map((entry) => [
        `${textOf(entry.manager)} ${textOf(entry.operation)}`,
        entry.fieldsV1,
      ]),
    );
  }
});

function template(fields: Tree | undefined): Tree | undefined {
  return fields?.['f:spec']?.['f:template']?.['f:spec'];
}

function containerNames(deployment: Tree): string[] {
  const containers = listOf(deployment.spec?.template?.spec?.containers);
  return containers.map(({ name }) => textOf(name));
}
