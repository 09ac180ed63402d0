import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exec } from './execClient.ts';
import { createRuntimeClass, idlePod, podInPhase } from './objects.ts';
import { listOf, openTarget, textOf, until, type Target } from './target.ts';

const SLEEP = ['sleep', '100000'];

describe('ephemeral containers', () => {
  let target: Target;
  let sandboxed: string;
  before(async () => {
    target = await openTarget();
    const pods = `/api/v1/namespaces/${await target.namespace()}/pods`;
    sandboxed = `${pods}/sandboxed`;
    const runtimeClassName = await createRuntimeClass(target, 'runsc', {
      scheduling: {
        nodeSelector: { 'aks-sandbox/gvisor': 'true' },
        tolerations: [{ operator: 'Exists' }],
      },
    });
    await target.ask('POST', pods, { body: idlePod(target, 'sandboxed', { runtimeClassName }) });
    await podInPhase(target, sandboxed, 'Running');
  });
  after(() => target[Symbol.asyncDispose]());

  it('join the pod and are reached by exec', async () => {
    const patch = {
      spec: {
        ephemeralContainers: [
          { name: 'probe', image: target.image, imagePullPolicy: 'IfNotPresent', command: SLEEP },
        ],
      },
    };
    const patched = await target.ask('PATCH', `${sandboxed}/ephemeralcontainers`, {
      body: patch,
      contentType: 'application/strategic-merge-patch+json',
    });
    assert.equal(patched.status, 200);
    assert.equal(listOf(patched.body.spec?.ephemeralContainers).length, 1);
    await until('the ephemeral container to run', async () => {
      const { body } = await target.ask('GET', sandboxed);
      const [status] = listOf(body.status?.ephemeralContainerStatuses);
      return status?.state?.running !== undefined;
    });
    const command = ['uname', '-r'];
    const { stdout } = await exec(target, { path: sandboxed, container: 'probe', command });
    assert.match(stdout, /^(4\.19\.0-gvisor|4\.4\.0)\n$/);
  });

  it('are not taken away again', async () => {
    const patched = await target.ask('PATCH', `${sandboxed}/ephemeralcontainers`, {
      body: [{ op: 'remove', path: '/spec/ephemeralContainers/0' }],
      contentType: 'application/json-patch+json',
    });
    assert.equal(patched.status, 422);
    assert.match(
      textOf(patched.body.message),
      /spec\.ephemeralContainers: Forbidden: existing ephemeral containers "probe" may not be removed/,
    );
  });

  it('run their command once and leave its output in their log', async () => {
    const reader = {
      name: 'reader',
      image: target.image,
      imagePullPolicy: 'IfNotPresent',
      command: ['cat', '/proc/version'],
    };
    await target.ask('PATCH', `${sandboxed}/ephemeralcontainers`, {
      body: { spec: { ephemeralContainers: [reader] } },
      contentType: 'application/strategic-merge-patch+json',
    });
    const state = await until('the reader to end', async () => {
      const { body } = await target.ask('GET', sandboxed);
      const statuses = listOf(body.status?.ephemeralContainerStatuses);
      return statuses.find(({ name }) => textOf(name) === 'reader')?.state?.terminated;
    });
    assert.equal(state.exitCode, 0);
    assert.equal(state.reason, 'Completed');
    const { text } = await target.ask('GET', `${sandboxed}/log?container=reader`);
    assert.match(
      text,
      /^Linux version (4\.19\.0-gvisor|4\.4\.0) #1 SMP Sun Jan 10 15:06:54 PST 2016\n$/,
    );
    const { body } = await target.ask('GET', sandboxed);
    const names = listOf(body.spec?.ephemeralContainers).map(({ name }) => textOf(name));
    assert.deepEqual(names, ['reader', 'probe']);
  });
});
