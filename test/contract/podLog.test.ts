import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idlePod, podInPhase } from './objects.ts';
import { openTarget, until, type Target } from './target.ts';

describe('logs', () => {
  let target: Target;
  let pods: string;
  before(async () => {
    target = await openTarget();
    pods = `/api/v1/namespaces/${await target.namespace()}/pods`;
  });
  after(() => target[Symbol.asyncDispose]());

  it('are what a container writes', async () => {
    const container = {
      name: 'main',
      image: target.image,
      imagePullPolicy: 'IfNotPresent',
      command: ['sh', '-c', 'echo first; echo second; sleep 100000'],
    };
    const body = idlePod(target, 'talker', { containers: [container] });
    await target.ask('POST', pods, { body });
    await podInPhase(target, `${pods}/talker`, 'Running');
    const { text, headers } = await target.ask('GET', `${pods}/talker/log`);
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
    assert.equal(text.split('\n').length, 3);
    const tail = await target.ask('GET', `${pods}/talker/log?tailLines=1`);
    assert.equal(tail.text.split('\n').length, 2);
    const other = await target.ask('GET', `${pods}/talker/log?container=other`);
    assert.equal(other.status, 400);
    assert.equal(other.body.message, 'container other is not valid for pod talker');
  });

  it('are followed until the container is over', async () => {
    const container = {
      name: 'main',
      image: target.image,
      imagePullPolicy: 'IfNotPresent',
      command: ['sh', '-c', 'echo first; sleep 100000'],
    };
    const body = idlePod(target, 'followed', { containers: [container] });
    await target.ask('POST', pods, { body });
    await podInPhase(target, `${pods}/followed`, 'Running');
    const ended = new AbortController();
    const path = `${pods}/followed/log?follow=true`;
    const stream = (await target.open(path, ended.signal)).body;
    assert.ok(stream);
    const reader = stream.getReader();
    const { value } = await reader.read();
    assert.equal(new TextDecoder().decode(value as Uint8Array), 'first\n');
    await target.ask('DELETE', `${pods}/followed?gracePeriodSeconds=0`);
    while (!(await reader.read()).done);
  });

  it('outlive the container, whose pod is then over', async () => {
    const container = {
      name: 'main',
      image: target.image,
      imagePullPolicy: 'IfNotPresent',
      command: ['sh', '-c', 'echo said; exit 3'],
    };
    const spec = { containers: [container], restartPolicy: 'Never' };
    await target.ask('POST', pods, { body: idlePod(target, 'brief', spec) });
    const pod = await podInPhase(target, `${pods}/brief`, 'Failed');
    assert.equal(pod.status?.containerStatuses?.[0]?.state?.terminated?.exitCode, 3);
    assert.equal(pod.status.containerStatuses[0].state.terminated.reason, 'Error');
    assert.equal((await target.ask('GET', `${pods}/brief/log`)).text, 'said\n');
  });

  it('of a pod that completes are there too', async () => {
    const container = {
      name: 'main',
      image: target.image,
      imagePullPolicy: 'IfNotPresent',
      command: ['echo', 'done'],
    };
    const spec = { containers: [container], restartPolicy: 'Never' };
    await target.ask('POST', pods, { body: idlePod(target, 'completes', spec) });
    await podInPhase(target, `${pods}/completes`, 'Succeeded');
    const text = await until('the log', async () => {
      return (await target.ask('GET', `${pods}/completes/log`)).text;
    });
    assert.equal(text, 'done\n');
  });

  it('of a pod that is not there answer 404', async () => {
    const { status, body } = await target.ask('GET', `${pods}/none/log`);
    assert.equal(status, 404);
    assert.equal(body.message, 'pods "none" not found');
  });

  it('answer 400 to a number that is none', async () => {
    await target.ask('POST', pods, { body: idlePod(target, 'idle') });
    await podInPhase(target, `${pods}/idle`, 'Running');
    const { status, body } = await target.ask('GET', `${pods}/idle/log?tailLines=x`);
    assert.equal(status, 400);
    assert.equal(body.message, 'strconv.ParseInt: parsing "x": invalid syntax');
    const previous = await target.ask('GET', `${pods}/idle/log?previous=true`);
    assert.equal(previous.status, 400);
    assert.equal(
      previous.body.message,
      'previous terminated container "main" in pod "idle" not found',
    );
  });
});
