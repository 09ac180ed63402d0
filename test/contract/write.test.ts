import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { configMap, createRuntimeClass, idlePod, runtimeClass } from './objects.ts';
import { openTarget, textOf, until, type Target } from './target.ts';

const CLASSES = '/apis/node.k8s.io/v1/runtimeclasses';

describe('creating, changing, deleting', () => {
  let target: Target;
  let namespace: string;
  let maps: string;
  let pods: string;
  before(async () => {
    target = await openTarget();
    namespace = await target.namespace();
    maps = `/api/v1/namespaces/${namespace}/configmaps`;
    pods = `/api/v1/namespaces/${namespace}/pods`;
  });
  after(() => target[Symbol.asyncDispose]());

  it('creates with identity, time and version, and reads back the same', async () => {
    const created = await target.ask('POST', maps, { body: configMap('one', { a: '1' }) });
    assert.equal(created.status, 201);
    assert.equal(created.body.kind, 'ConfigMap');
    const { metadata } = created.body;
    assert.match(textOf(metadata?.uid), /^[0-9a-f-]{36}$/);
    assert.match(textOf(metadata?.creationTimestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(metadata?.namespace, namespace);
    const read = await target.ask('GET', `${maps}/one`);
    assert.deepEqual(read.body, created.body);
  });

  it('makes a name from a prefix', async () => {
    const body = { ...configMap('', {}), metadata: { generateName: 'some-' } };
    const created = await target.ask('POST', maps, { body });
    assert.equal(created.status, 201);
    assert.match(textOf(created.body.metadata?.name), /^some-[a-z0-9]{5}$/);
  });

  it('answers 404 with the details', async () => {
    const { status, body } = await target.ask('GET', `${CLASSES}/none-such`);
    assert.equal(status, 404);
    assert.deepEqual(body, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'runtimeclasses.node.k8s.io "none-such" not found',
      reason: 'NotFound',
      details: { name: 'none-such', group: 'node.k8s.io', kind: 'runtimeclasses' },
      code: 404,
    });
  });

  it('answers 409 to a name that is taken', async () => {
    await target.ask('POST', maps, { body: configMap('taken', {}) });
    const { status, body } = await target.ask('POST', maps, { body: configMap('taken', {}) });
    assert.equal(status, 409);
    assert.equal(body.reason, 'AlreadyExists');
    assert.equal(body.message, 'configmaps "taken" already exists');
    assert.deepEqual(body.details, { name: 'taken', kind: 'configmaps' });
  });

  it('answers 404 in a namespace that is not there', async () => {
    const { status, body } = await target.ask('POST', '/api/v1/namespaces/none-such/configmaps', {
      body: configMap('x', {}),
    });
    assert.equal(status, 404);
    assert.equal(body.message, 'namespaces "none-such" not found');
    assert.deepEqual(body.details, { name: 'none-such', kind: 'namespaces' });
  });

  it('answers 422 to a name that is none', async () => {
    const { status, body } = await target.ask('POST', maps, { body: configMap('No_Name', {}) });
    assert.equal(status, 422);
    assert.equal(body.reason, 'Invalid');
    assert.equal(
      body.message,
      `ConfigMap "No_Name" is invalid: metadata.name: Invalid value: "No_Name": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    );
    assert.equal(body.details?.kind, 'ConfigMap');
    assert.equal(body.details?.causes?.[0]?.field, 'metadata.name');
    assert.equal(body.details?.causes?.[0]?.reason, 'FieldValueInvalid');
  });

  it('answers 422 to an object without a name', async () => {
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} };
    const answer = await target.ask('POST', maps, { body });
    assert.equal(answer.status, 422);
    assert.equal(
      answer.body.message,
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    );
  });

  it('answers 400 to a body of another place, name or kind', async () => {
    const elsewhere = { ...configMap('x', {}), metadata: { name: 'x', namespace: 'other' } };
    const place = await target.ask('POST', maps, { body: elsewhere });
    assert.equal(place.status, 400);
    assert.equal(
      place.body.message,
      'the namespace of the provided object does not match the namespace sent on the request',
    );
    await target.ask('POST', maps, { body: configMap('named', {}) });
    const name = await target.ask('PUT', `${maps}/named`, { body: configMap('other', {}) });
    assert.equal(name.status, 400);
    assert.match(textOf(name.body.message), /the name of the object \(.*other.*\) does not match/);
    const kind = await target.ask('POST', maps, { body: idlePod(target, 'x') });
    assert.equal(kind.status, 400);
    assert.equal(kind.body.reason, 'BadRequest');
  });

  it('answers 400 to unknown fields when validation is strict', async () => {
    const body = idlePod(target, 'strict', { runtimeClass: 'gvisor' });
    const path = `${pods}?dryRun=All&fieldValidation=Strict`;
    const answer = await target.ask('POST', path, { body });
    assert.equal(answer.status, 400);
    assert.equal(
      answer.body.message,
      'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.runtimeClass"',
    );
  });

  it('answers 400 to values of another type', async () => {
    const env = [{ name: 'PORT', value: 8080 }];
    const body = idlePod(target, 'typed', { containers: [{ name: 'a', image: 'b:1', env }] });
    const answer = await target.ask('POST', `${pods}?dryRun=All`, { body });
    assert.equal(answer.status, 400);
    assert.equal(
      answer.body.message,
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string',
    );
  });

  it('answers 422 to a label that is none', async () => {
    const body = { ...idlePod(target, 'x'), metadata: { name: 'x', labels: { ok: 'not ok' } } };
    const answer = await target.ask('POST', `${pods}?dryRun=All`, { body });
    assert.equal(answer.status, 422);
    assert.match(
      textOf(answer.body.message),
      /^Pod "x" is invalid: metadata\.labels: Invalid value: "not ok": a valid label must be an empty string or consist of /,
    );
  });

  it('warns of unknown fields otherwise', async () => {
    const body = idlePod(target, 'lenient', { runtimeClass: 'gvisor' });
    const answer = await target.ask('POST', `${pods}?dryRun=All`, { body });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('warning'), '299 - "unknown field \\"spec.runtimeClass\\""');
  });

  it('stores nothing in a dry run', async () => {
    const created = await target.ask('POST', `${maps}?dryRun=All`, { body: configMap('dry', {}) });
    assert.equal(created.status, 201);
    assert.equal(created.body.metadata?.resourceVersion, undefined);
    assert.match(textOf(created.body.metadata?.uid), /^[0-9a-f-]{36}$/);
    assert.equal((await target.ask('GET', `${maps}/dry`)).status, 404);

    await target.ask('POST', maps, { body: configMap('kept', { a: '1' }) });
    const change = { body: { data: { a: '2' } }, contentType: 'application/merge-patch+json' };
    const patched = await target.ask('PATCH', `${maps}/kept?dryRun=All`, change);
    assert.deepEqual(patched.body.data, { a: '2' });
    await target.ask('DELETE', `${maps}/kept?dryRun=All`);
    assert.deepEqual((await target.ask('GET', `${maps}/kept`)).body.data, { a: '1' });
  });

  it('refuses to replace what has changed in the meantime', async () => {
    const { body } = await target.ask('POST', maps, { body: configMap('busy', { a: '1' }) });
    const change = { body: { data: { a: '2' } }, contentType: 'application/merge-patch+json' };
    await target.ask('PATCH', `${maps}/busy`, change);
    const answer = await target.ask('PUT', `${maps}/busy`, { body });
    assert.equal(answer.status, 409);
    assert.equal(answer.body.reason, 'Conflict');
    assert.equal(
      answer.body.message,
      'Operation cannot be fulfilled on configmaps "busy": the object has been modified; please apply your changes to the latest version and try again',
    );
    assert.deepEqual(answer.body.details, { name: 'busy', kind: 'configmaps' });
  });

  it('does not make a new version for a change that changes nothing', async () => {
    const { body } = await target.ask('POST', maps, { body: configMap('still', { a: '1' }) });
    const change = { body: { data: { a: '1' } }, contentType: 'application/merge-patch+json' };
    const patched = await target.ask('PATCH', `${maps}/still`, change);
    assert.deepEqual(patched.body, body);
  });

  it('takes JSON patches', async () => {
    await target.ask('POST', maps, { body: configMap('steps', { a: '1', b: '2' }) });
    const patch = [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/data/a', value: '3' },
      { op: 'remove', path: '/data/b' },
      { op: 'add', path: '/metadata/labels', value: { x: 'y' } },
    ];
    const contentType = 'application/json-patch+json';
    const { body } = await target.ask('PATCH', `${maps}/steps`, { body: patch, contentType });
    assert.deepEqual(body.data, { a: '3' });
    assert.deepEqual(body.metadata?.labels, { x: 'y' });
    const failing = [{ op: 'test', path: '/data/a', value: '9' }];
    const refused = await target.ask('PATCH', `${maps}/steps`, { body: failing, contentType });
    assert.equal(refused.status, 422);
    assert.equal(refused.body.reason, 'Invalid');
  });

  it('answers 415 to a patch of an unknown type', async () => {
    const { status, body } = await target.ask('PATCH', `${maps}/one`, {
      body: {},
      contentType: 'application/json',
    });
    assert.equal(status, 415);
    assert.equal(body.reason, 'UnsupportedMediaType');
  });

  it('answers 405 to a method that a resource does not have', async () => {
    const { status, body } = await target.ask('PUT', maps, { body: configMap('x', {}) });
    assert.equal(status, 405);
    assert.equal(body.message, 'the server does not allow this method on the requested resource');
    assert.equal(body.reason, 'MethodNotAllowed');
  });

  it('answers a deletion with a Status that names the object', async () => {
    const name = await createRuntimeClass(target, 'runsc');
    const read = await target.ask('GET', `${CLASSES}/${name}`);
    const { status, body } = await target.ask('DELETE', `${CLASSES}/${name}`);
    assert.equal(status, 200);
    assert.equal(body.status, 'Success');
    const uid = read.body.metadata?.uid;
    assert.deepEqual(body.details, { name, group: 'node.k8s.io', kind: 'runtimeclasses', uid });
  });

  it('does not delete another object of the same name', async () => {
    await target.ask('POST', maps, { body: configMap('precious', {}) });
    const preconditions = { uid: '11111111-2222-4333-8444-555555555555' };
    const { status, body } = await target.ask('DELETE', `${maps}/precious`, {
      body: { preconditions },
    });
    assert.equal(status, 409);
    assert.equal(body.reason, 'Conflict');
    assert.match(textOf(body.message), /the UID in the precondition \(11111111-/);
  });

  it('does not change the handler of a RuntimeClass', async () => {
    const name = await createRuntimeClass(target, 'runsc');
    const { status, body } = await target.ask('PATCH', `${CLASSES}/${name}`, {
      body: { handler: 'kata' },
      contentType: 'application/merge-patch+json',
    });
    assert.equal(status, 422);
    assert.equal(
      body.message,
      `RuntimeClass.node.k8s.io "${name}" is invalid: handler: Invalid value: "kata": field is immutable`,
    );
    assert.deepEqual(body.details, {
      name,
      group: 'node.k8s.io',
      kind: 'RuntimeClass',
      causes: [
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: "kata": field is immutable',
          field: 'handler',
        },
      ],
    });
  });

  it('refuses a RuntimeClass with a handler that is no name', async () => {
    const body = runtimeClass(target.uniqueName(), 'Not_A_Handler');
    const answer = await target.ask('POST', `${CLASSES}?dryRun=All`, { body });
    assert.equal(answer.status, 422);
    assert.equal(answer.body.details?.causes?.[0]?.field, 'handler');
    assert.match(
      textOf(answer.body.message),
      /handler: Invalid value: "Not_A_Handler": a lowercase RFC 1123 label must consist of/,
    );
  });

  it('deletes a namespace with what is in it', async () => {
    const name = await target.namespace();
    const path = `/api/v1/namespaces/${name}`;
    await target.ask('POST', `${path}/configmaps`, { body: configMap('inside', {}) });
    const { status, body } = await target.ask('DELETE', path);
    assert.equal(status, 200);
    assert.equal(body.status?.phase, 'Terminating');
    await until('the namespace to go', async () => (await target.ask('GET', path)).status === 404);
    assert.equal((await target.ask('GET', `${path}/configmaps/inside`)).status, 404);
  });
});
