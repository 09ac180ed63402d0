import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { configMap } from './objects.ts';
import { openTarget, textOf, until, type Target } from './target.ts';
import { Watching } from './watching.ts';

describe('watches', () => {
  let target: Target;
  let maps: string;
  before(async () => {
    target = await openTarget();
    maps = `/api/v1/namespaces/${await target.namespace()}/configmaps`;
  });
  after(() => target[Symbol.asyncDispose]());

  async function version(): Promise<string> {
    return textOf((await target.ask('GET', maps)).body.metadata?.resourceVersion);
  }

  it('tell what is created, changed and deleted after a resource version', async () => {
    const since = await version();
    const name = 'one';
    const query = `?watch=true&resourceVersion=${since}&fieldSelector=metadata.name%3D${name}`;
    using watching = new Watching(target, maps + query);
    const created = await target.ask('POST', maps, { body: configMap(name, { a: '1' }) });
    const added = await watching.next();
    assert.equal(added?.type, 'ADDED');
    assert.equal(added.object.kind, 'ConfigMap');
    assert.equal(added.object.apiVersion, 'v1');
    assert.deepEqual(added.object.metadata, created.body.metadata);

    await target.ask('PATCH', `${maps}/${name}`, {
      body: { data: { a: '2' } },
      contentType: 'application/merge-patch+json',
    });
    const modified = await watching.next();
    assert.equal(modified?.type, 'MODIFIED');
    assert.deepEqual(modified.object.data, { a: '2' });

    await target.ask('DELETE', `${maps}/${name}`);
    const deleted = await watching.next();
    assert.equal(deleted?.type, 'DELETED');
    assert.deepEqual(deleted.object.data, { a: '2' });
    const versions = [added, modified, deleted].map((event) =>
      Number(event.object.metadata?.resourceVersion),
    );
    assert.deepEqual(
      versions,
      versions.toSorted((left, right) => left - right),
    );
  });

  it('begin with what is there when they name no resource version', async () => {
    await target.ask('POST', maps, { body: configMap('two', {}) });
    using watching = new Watching(target, `${maps}?watch=1&fieldSelector=metadata.name%3Dtwo`);
    const event = await watching.next();
    assert.equal(event?.type, 'ADDED');
    assert.equal(event.object.metadata?.name, 'two');
  });

  it('tell of an object that comes to be selected or ceases to be', async () => {
    const since = await version();
    const query = `?watch=true&resourceVersion=${since}&labelSelector=color%3Dred`;
    using watching = new Watching(target, maps + query);
    const paint = (color: string) =>
      target.ask('PATCH', `${maps}/three`, {
        body: { metadata: { labels: { color } } },
        contentType: 'application/merge-patch+json',
      });
    await target.ask('POST', maps, { body: configMap('three', {}, { labels: { color: 'blue' } }) });
    await paint('red');
    const added = await watching.next();
    assert.equal(added?.type, 'ADDED');
    assert.equal(added.object.metadata?.labels?.color, 'red');
    await paint('green');
    const deleted = await watching.next();
    assert.equal(deleted?.type, 'DELETED');
    assert.equal(deleted.object.metadata?.name, 'three');
  });

  it('send bookmarks to who allows them, and end when their time is over', async () => {
    const query = `?watch=true&resourceVersion=${await version()}&allowWatchBookmarks=true&timeoutSeconds=7`;
    using watching = new Watching(target, maps + query);
    const event = await watching.next();
    assert.equal(event?.type, 'BOOKMARK');
    assert.equal(event.object.kind, 'ConfigMap');
    assert.match(textOf(event.object.metadata?.resourceVersion), /^\d+$/);
    assert.equal(event.object.metadata?.name, undefined);
    assert.equal(event.object.metadata?.creationTimestamp, undefined);
    assert.equal(await watching.change(), undefined);
  });

  it('begin with the list and a bookmark after it when asked to', async () => {
    await target.ask('POST', maps, { body: configMap('four', {}, { labels: { initial: 'yes' } }) });
    const query =
      '?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&labelSelector=initial%3Dyes';
    using watching = new Watching(target, maps + query);
    assert.equal((await watching.next())?.type, 'ADDED');
    const bookmark = await watching.next();
    assert.equal(bookmark?.type, 'BOOKMARK');
    assert.equal(bookmark.object.metadata?.annotations?.['k8s.io/initial-events-end'], 'true');
  });

  it('refuse the list in the stream without a match of the resource version', async () => {
    const { status, body } = await target.ask('GET', `${maps}?watch=true&sendInitialEvents=true`);
    assert.equal(status, 422);
    assert.equal(
      body.message,
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  });

  it('tell in the stream that a resource version is too old', async () => {
    const path = await resourceWithoutOldHistory(target);
    using watching = new Watching(target, `${path}?watch=true&resourceVersion=1`);
    const event = await watching.next();
    assert.equal(event?.type, 'ERROR');
    assert.match(textOf(event.object.message), /^too old resource version: 1 \(\d+\)$/);
    assert.deepEqual(event.object, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: textOf(event.object.message),
      reason: 'Expired',
      code: 410,
    });
    assert.equal(await watching.next(), undefined);
  });

  it('from a resource version that is still to come keep silent', async () => {
    const far = Number(await version()) + 1_000_000;
    using watching = new Watching(
      target,
      `${maps}?watch=true&resourceVersion=${far}&timeoutSeconds=1`,
    );
    await target.ask('POST', maps, { body: configMap('unseen', {}) });
    assert.equal(await watching.next(), undefined);
  });

  it('answer 500 to a resource version that is none', async () => {
    const { status, body } = await target.ask('GET', `${maps}?watch=true&resourceVersion=x`);
    assert.equal(status, 500);
    assert.equal(
      body.message,
      'resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
    );
  });

  it('watch across the namespaces', async () => {
    const since = await version();
    const query = `?watch=true&resourceVersion=${since}&fieldSelector=metadata.name%3Dfive`;
    using watching = new Watching(target, `/api/v1/configmaps${query}`);
    await target.ask('POST', maps, { body: configMap('five', {}) });
    assert.equal((await watching.next())?.object.metadata?.name, 'five');
  });
});

/**
 * A fresh cluster knows its built-in resources from the first version on; a resource that was
 * defined later has no such history.
 */
async function resourceWithoutOldHistory(target: Target): Promise<string> {
  if (target.isSim) return '/api/v1/configmaps';
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const plural = target.uniqueName();
  const group = 'contract.example';
  const schema = { openAPIV3Schema: { type: 'object' } };
  await target.ask('POST', definitions, {
    body: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural, singular: plural, kind: 'Wheel' },
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    },
  });
  target.deleteLater(`${definitions}/${plural}.${group}`);
  const path = `/apis/${group}/v1/${plural}`;
  await until('the new resource to be served', async () => {
    // The first watch makes the server fill its cache, and is put off meanwhile.
    const watch = await target.ask('GET', `${path}?watch=true&timeoutSeconds=1`);
    return watch.status === 200;
  });
  return path;
}
