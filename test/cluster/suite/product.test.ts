import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../src/base/log.ts';
import type { ClusterSession } from '../../../src/kube/clusterSession.ts';
import type { Connection } from '../../../src/kube/api/connection.ts';
import type { CheckResult } from '../../../src/model/isolation/checkResult.ts';
import type { ClusterSnapshot } from '../../../src/model/cluster/snapshot.ts';
import { byCanaryPod } from '../../../src/proof/check/canaryPod.ts';
import { checkPods } from '../../../src/proof/check/check.ts';
import type { KernelReader } from '../../../src/proof/check/kernelReader.ts';
import { byEphemeralContainer } from '../../../src/proof/check/ephemeralContainer.ts';
import { drawTree, viewOf } from '../../drawTree.ts';
import { connectTo, sessionTo } from '../../simConnection.ts';
import { attachCluster } from '../cluster.ts';
import { createNamespace } from '../createNamespace.ts';
import { BUSYBOX_IMAGE, podManifest, RUNTIME_CLASSES } from '../pod.ts';
import { runCli } from '../runCli.ts';

const NAMESPACE = 'product-test';
const cluster = attachCluster();
const inNamespace = ['--namespace', NAMESPACE];

async function runPod(name: string, runtimeClassName?: string): Promise<void> {
  const pod = { name, namespace: NAMESPACE, ...(runtimeClassName ? { runtimeClassName } : {}) };
  await cluster.kubectl(['apply', '--filename', '-'], podManifest(pod));
}

describe('the product on a real cluster', () => {
  let connection: Connection;
  before(async () => {
    await cluster.kubectl(['apply', '--filename', RUNTIME_CLASSES]);
    await createNamespace(cluster, NAMESPACE);
    await Promise.all([
      runPod('sandboxed', 'gvisor'),
      runPod('plain'),
      runPod('fake', 'gvisor-fake'),
      runPod('stuck', 'kata-vm-isolation'),
    ]);
    await cluster.kubectl([
      'wait',
      '--for',
      'condition=Ready',
      '--timeout',
      '90s',
      'pod/sandboxed',
      'pod/plain',
      'pod/fake',
      ...inNamespace,
    ]);
    connection = await connectTo(cluster.kubeconfig);
  });
  after(async () => {
    connection.dispose();
    await cluster.kubectl(['delete', 'namespace', NAMESPACE]);
    await cluster.kubectl(['delete', '--filename', RUNTIME_CLASSES]);
  });

  const openSession = async (): Promise<ClusterSession> =>
    sessionTo(cluster.kubeconfig, undefined, { lingerMs: 0 });
  const until = (session: ClusterSession, met: (snapshot: ClusterSnapshot) => boolean) =>
    new Promise<ClusterSnapshot>((resolve) => {
      const listening = session.onDidChange((snapshot) => {
        if (!met(snapshot)) return;
        listening.dispose();
        resolve(snapshot);
      });
    });
  const names = ({ pods }: ClusterSnapshot): string[] =>
    pods.state === 'ready' ? pods.value.map(({ name }) => name) : [];
  const check = async (name: string, ...readers: KernelReader[]): Promise<CheckResult> => {
    const { pods } = await checkPods({
      connection,
      scope: { kind: 'pods', pods: [{ namespace: NAMESPACE, name }] },
      includeUnsandboxed: true,
      concurrency: 4,
      timeoutMs: 20_000,
      ...(readers.length > 0 ? { readers } : {}),
      signal: new AbortController().signal,
      log: nullLog,
    });
    assert.ok(pods[0]);
    return pods[0];
  };

  it('shows nodes, classes and pods in the tree', async () => {
    const session = await openSession();
    const ready = until(session, ({ version, nodes, runtimeClasses, pods }) =>
      [version, nodes, runtimeClasses, pods].every(({ state }) => state === 'ready'),
    );
    const look = session.look();
    const rows = drawTree(viewOf(await ready));
    look.dispose();
    session.dispose();
    const text = rows.join('\n');
    assert.match(text, /gv1 \[gVisor · 1\/1 ready/);
    assert.match(text, /lab-1 \[Ready · \S+ · runc, runsc\]/);
    assert.match(text, /system \[no sandbox · 1\/1 ready/);
    assert.match(text, /gvisor \[runsc · 1 capable node · 1 pod\]/);
    assert.match(text, /gvisor-fake \[runc: not a sandbox · 1 pod\]/);
    assert.match(
      text,
      /kata-vm-isolation \[kata · no node serves its handler · no overhead · 1 pod\]/,
    );
    assert.match(text, /product-test \[3 of 4 pods\]/);
    assert.match(text, /stuck \[Kata · Pending: no capable node\]/);
  });

  it('follows the cluster through a restart of the API server', async () => {
    const session = await openSession();
    const loaded = until(session, (snapshot) => names(snapshot).includes('plain'));
    const look = session.look();
    await loaded;
    const failures: string[] = [];
    session.onDidChange(({ pods }) => {
      if (pods.state === 'failed') failures.push(String(pods.stale?.length));
    });
    await cluster.restartApiServer();
    const arrived = until(session, (snapshot) => names(snapshot).includes('late'));
    await runPod('late');
    await arrived;
    assert.ok(
      failures.every((stale) => Number(stale) > 0),
      'old data is kept while it is away',
    );
    const gone = until(
      session,
      (snapshot) => !names(snapshot).includes('late') && names(snapshot).length > 0,
    );
    await cluster.kubectl(['delete', 'pod', 'late', ...inNamespace]);
    await gone;
    look.dispose();
    session.dispose();
  });

  it('proves a gVisor pod', async () => {
    const { verdict, kernel, nodeKernel, claim, handler, reason } = await check('sandboxed');
    assert.equal(verdict, 'gvisor', reason);
    assert.deepEqual([claim, handler], ['gvisor', 'runsc']);
    assert.match(kernel ?? '', /gvisor/);
    assert.notEqual(kernel, nodeKernel);
    assert.match(reason, /its boot id is not the node's/);
  });

  it('sees that a runc pod runs on the kernel of its node', async () => {
    const { verdict, kernel, nodeKernel, claim, reason } = await check('plain');
    assert.deepEqual([verdict, claim], ['host-kernel', 'none']);
    assert.match(reason, /by its boot id/);
    assert.equal(kernel, nodeKernel);
  });

  it('finds the contradiction of a class that only says gVisor', async () => {
    const { verdict, claim } = await check('fake');
    assert.deepEqual([verdict, claim], ['host-kernel', 'gvisor']);
  });

  it('cannot tell a Pending pod', async () => {
    const { verdict, reason } = await check('stuck');
    assert.equal(verdict, 'indeterminate');
    assert.match(reason, /the pod is Pending: 0\/2 nodes are available/);
  });

  it('reads by an ephemeral container, and by a canary pod that it deletes', async () => {
    const ephemeral = await check('sandboxed', byEphemeralContainer(connection, BUSYBOX_IMAGE));
    assert.equal(ephemeral.verdict, 'gvisor', ephemeral.reason);
    assert.equal(ephemeral.readBy, 'ephemeral');
    const canary = await check('sandboxed', byCanaryPod(connection, BUSYBOX_IMAGE, nullLog));
    assert.equal(canary.verdict, 'gvisor', canary.reason);
    assert.equal(canary.readBy, 'canary');
    const plain = await check('plain', byEphemeralContainer(connection, BUSYBOX_IMAGE));
    assert.equal(plain.verdict, 'host-kernel', plain.reason);
    assert.match(plain.reason, /by its boot id/);
    const left = await cluster.kubectl([
      'get',
      'pods',
      ...inNamespace,
      '--selector',
      'app.kubernetes.io/managed-by=aks-sandbox',
      '--output',
      'name',
    ]);
    assert.equal(left.trim(), '');
  });

  it('says which right is missing', async () => {
    const limited = await connectTo(cluster.kubeconfigFor('no-nodes'));
    const { name } = limited.cluster;
    await assert.rejects(
      limited.json({
        path: '/api/v1/nodes',
        subject: {
          cluster: name,
          verb: 'list',
          object: 'nodes',
          rights: 'list on nodes',
        },
        signal: new AbortController().signal,
      }),
      new RegExp(`You may not list nodes in ${name} \\(needs list on nodes\\)`),
    );
    limited.dispose();
  });

  it('does the same from the command line', async () => {
    const ran = await runCli(cluster, ['verify', '-n', NAMESPACE, '-o', 'json']);
    assert.equal(ran.code, 1);
    const { pods } = JSON.parse(ran.stdout) as { pods: { name: string; verdict: string }[] };
    assert.deepEqual(
      pods.map(({ name, verdict }) => `${name} ${verdict}`),
      ['fake host-kernel', 'stuck indeterminate', 'sandboxed gvisor'],
    );
  });
});
