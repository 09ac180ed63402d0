import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRuntimeClass, idlePod, podInPhase } from './objects.ts';
import { listOf, openTarget, textOf, until, type Target, type Tree } from './target.ts';

describe('pods, nodes and events', () => {
  let target: Target;
  let namespace: string;
  let pods: string;
  before(async () => {
    target = await openTarget();
    namespace = await target.namespace();
    pods = `/api/v1/namespaces/${namespace}/pods`;
  });
  after(() => target[Symbol.asyncDispose]());

  /** The event of a pod with a reason, once it is there. */
  function eventOf(pod: string, reason: string): Promise<Tree> {
    return until(`event ${reason} of ${pod}`, async () => {
      const selector = encodeURIComponent(`involvedObject.name=${pod},involvedObject.kind=Pod`);
      const path = `/api/v1/namespaces/${namespace}/events?fieldSelector=${selector}`;
      const { body } = await target.ask('GET', path);
      for (const event of listOf(body.items)) {
        assert.equal(event.involvedObject?.name, pod);
        if (textOf(event.reason) === reason) return event;
      }
      return undefined;
    });
  }

  it('a node tells what the product reads', async () => {
    const { body } = await target.ask('GET', '/api/v1/nodes');
    const nodes = listOf(body.items);
    assert.ok(nodes.length > 0);
    for (const { metadata, status } of nodes) {
      assert.ok(textOf(metadata?.labels?.['kubernetes.io/hostname']) !== '');
      assert.ok(textOf(metadata?.labels?.agentpool) !== '');
      const info = status?.nodeInfo;
      for (const fact of [info?.kernelVersion, info?.bootID, info?.osImage, info?.machineID]) {
        assert.ok(textOf(fact) !== '');
      }
      assert.match(textOf(info?.containerRuntimeVersion), /^containerd:\/\/\d/);
      assert.match(textOf(info?.kubeletVersion), /^v1\.\d+/);
      assert.equal(info?.operatingSystem, 'linux');
      const types = listOf(status?.conditions).map(({ type }) => textOf(type));
      assert.ok(types.includes('Ready'));
    }
  });

  it('a node lists the handlers of its runtime', async () => {
    const query = '?labelSelector=aks-sandbox%2Fgvisor%3Dtrue';
    const { body } = await target.ask('GET', `/api/v1/nodes${query}`);
    const [node] = listOf(body.items);
    const handlers = listOf(node?.status?.runtimeHandlers);
    const names = new Set(handlers.map(({ name }) => textOf(name)));
    for (const name of ['', 'runc', 'runsc']) assert.ok(names.has(name), name);
    const features = (wanted: string) =>
      handlers.find(({ name }) => textOf(name) === wanted)?.features;
    const both = { recursiveReadOnlyMounts: true, userNamespaces: true };
    assert.deepEqual(features('runc'), both);
    assert.deepEqual(features('runsc'), { ...both, recursiveReadOnlyMounts: false });
  });

  it('a pod is defaulted, scheduled and run', async () => {
    const created = await target.ask('POST', pods, { body: idlePod(target, 'runs') });
    assert.equal(created.status, 201);
    const { spec, status } = created.body;
    assert.equal(spec?.restartPolicy, 'Always');
    assert.equal(spec?.serviceAccountName, 'default');
    assert.equal(spec?.schedulerName, 'default-scheduler');
    assert.deepEqual(listOf(spec?.containers)[0]?.resources, {});
    assert.match(textOf(listOf(spec?.volumes)[0]?.name), /^kube-api-access-\w{5}$/);
    assert.deepEqual(status, { phase: 'Pending', qosClass: 'BestEffort' });
    const running = await podInPhase(target, `${pods}/runs`, 'Running');
    assert.ok(textOf(running.spec?.nodeName) !== '');
    const [container] = listOf(running.status?.containerStatuses);
    assert.ok(container?.state?.running !== undefined);
    assert.match(textOf(container.containerID), /^containerd:\/\/[0-9a-f]{64}$/);
    const conditions = Object.fromEntries(
      listOf(running.status?.conditions).map((one) => [textOf(one.type), textOf(one.status)]),
    );
    assert.deepEqual(conditions, {
      PodReadyToStartContainers: 'True',
      Initialized: 'True',
      Ready: 'True',
      ContainersReady: 'True',
      PodScheduled: 'True',
    });
    const node = textOf(running.spec?.nodeName);
    const on = await target.ask('GET', `${pods}?fieldSelector=spec.nodeName%3D${node}`);
    assert.ok(listOf(on.body.items).some(({ metadata }) => textOf(metadata?.name) === 'runs'));
    const scheduled = await eventOf('runs', 'Scheduled');
    assert.equal(scheduled.message, `Successfully assigned ${namespace}/runs to ${node}`);
    assert.equal(scheduled.type, 'Normal');
    assert.equal(scheduled.reportingComponent, 'default-scheduler');
    assert.equal(scheduled.action, 'Binding');
    assert.equal(scheduled.lastTimestamp, null);
    assert.equal(scheduled.count, undefined);
    assert.match(textOf(scheduled.eventTime), /^\d{4}-.*\.\d{6}Z$/);
    const pulled = await eventOf('runs', 'Pulled');
    assert.equal(
      pulled.message,
      `Container image "${target.image}" already present on machine and can be accessed by the pod`,
    );
    assert.equal(pulled.count, 1);
    assert.match(textOf(pulled.lastTimestamp), /^\d{4}-.*:\d\dZ$/);
    assert.equal(pulled.involvedObject?.fieldPath, 'spec.containers{main}');
    assert.equal(pulled.source?.component, 'kubelet');
  });

  it('a pod that no node takes is Pending and says why', async () => {
    const body = idlePod(target, 'waits', { nodeSelector: { 'no-such/label': 'x' } });
    await target.ask('POST', pods, { body });
    const event = await eventOf('waits', 'FailedScheduling');
    assert.equal(event.type, 'Warning');
    assert.match(
      textOf(event.message),
      /^0\/\d+ nodes are available: .*\d+ node\(s\) didn't match Pod's node affinity\/selector.*\. no new claims to deallocate, preemption: 0\/\d+ nodes are available: \d+ Preemption is not helpful for scheduling\.$/,
    );
    const pod = await target.ask('GET', `${pods}/waits`);
    assert.equal(pod.body.status?.phase, 'Pending');
    const [condition] = listOf(pod.body.status?.conditions);
    assert.equal(condition?.type, 'PodScheduled');
    assert.equal(condition.status, 'False');
    assert.equal(condition.reason, 'Unschedulable');
    assert.equal(condition.message, event.message);
    const select = await target.ask('GET', `${pods}?fieldSelector=status.phase%3DPending`);
    assert.ok(listOf(select.body.items).some(({ metadata }) => textOf(metadata?.name) === 'waits'));
  });

  it('a pod whose handler its node does not know gets no sandbox', async () => {
    const runtimeClassName = await createRuntimeClass(target, 'nobody-serves-this');
    await target.ask('POST', pods, { body: idlePod(target, 'stuck', { runtimeClassName }) });
    const event = await eventOf('stuck', 'FailedCreatePodSandBox');
    assert.match(
      textOf(event.message),
      /^Failed to create pod sandbox: rpc error: code = Unknown desc = unable to get OCI runtime for sandbox "[0-9a-f]{64}": no runtime for "nobody-serves-this" is configured$/,
    );
    const { body } = await target.ask('GET', `${pods}/stuck`);
    assert.equal(body.status?.phase, 'Pending');
    const [container] = listOf(body.status?.containerStatuses);
    assert.equal(container?.state?.waiting?.reason, 'ContainerCreating');
  });

  it('a pod pinned to a node skips the scheduler', async () => {
    const nodes = await target.ask('GET', '/api/v1/nodes');
    const nodeName = textOf(listOf(nodes.body.items)[0]?.metadata?.name);
    await target.ask('POST', pods, { body: idlePod(target, 'pinned', { nodeName }) });
    const running = await podInPhase(target, `${pods}/pinned`, 'Running');
    assert.equal(running.spec?.nodeName, nodeName);
  });

  it('a pod does not change its RuntimeClass', async () => {
    await target.ask('POST', pods, { body: idlePod(target, 'fixed') });
    const { status, body } = await target.ask('PATCH', `${pods}/fixed`, {
      body: { spec: { runtimeClassName: 'gvisor' } },
      contentType: 'application/merge-patch+json',
    });
    assert.equal(status, 422);
    assert.match(
      textOf(body.message),
      /^Pod "fixed" is invalid: spec: Forbidden: pod updates may not change fields other than /,
    );
  });

  it('a pod that is deleted goes', async () => {
    await target.ask('POST', pods, { body: idlePod(target, 'goes') });
    await podInPhase(target, `${pods}/goes`, 'Running');
    const { status, body } = await target.ask('DELETE', `${pods}/goes?gracePeriodSeconds=1`);
    assert.equal(status, 200);
    assert.equal(body.kind, 'Pod');
    assert.equal(body.metadata?.deletionGracePeriodSeconds, 1);
    assert.ok(textOf(body.metadata?.deletionTimestamp) !== '');
    await until('the pod to go', async () => {
      return (await target.ask('GET', `${pods}/goes`)).status === 404;
    });
  });

  it('a pod without containers is refused', async () => {
    const body = idlePod(target, 'empty', { containers: [] });
    const answer = await target.ask('POST', pods, { body });
    assert.equal(answer.status, 422);
    assert.equal(answer.body.message, 'Pod "empty" is invalid: spec.containers: Required value');
  });
});
