import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../src/base/log.ts';
import { Connection } from '../../../src/kube/api/connection.ts';
import type { ResolvedContext } from '../../../src/kube/kubeconfig/mergeKubeconfigs.ts';
import type { CheckResult } from '../../../src/model/isolation/checkResult.ts';
import { checkPods } from '../../../src/proof/check/check.ts';
import { contextOf } from '../../simConnection.ts';
import { type SpdyOnlyProxy, startSpdyOnlyProxy } from '../../spdyOnlyProxy.ts';
import { attachCluster } from '../cluster.ts';
import { clusterFolders } from '../clusterFolders.ts';
import { createNamespace } from '../createNamespace.ts';
import { podManifest, RUNTIME_CLASSES } from '../pod.ts';

const NAMESPACE = 'kubectl-test';
const cluster = attachCluster();
/** The lab's own kubectl comes before any other one. */
const PATH = [clusterFolders().run, process.env['PATH'] ?? ''].join(path.delimiter);

/** What a role that may create `pods/exec` and no more has beside what kubectl reads first. */
const CREATE_ONLY = [
  { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
];
const BINDING = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'create-exec', namespace: NAMESPACE },
      rules: CREATE_ONLY,
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'create-exec', namespace: NAMESPACE },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'create-exec' },
      subjects: [{ kind: 'User', name: 'eve' }],
    },
  ],
};

describe('a real kubectl where WebSockets are refused', () => {
  let direct: ResolvedContext;
  let balancer: SpdyOnlyProxy;
  let temporary = '';
  const temporaryBefore = process.env['TMPDIR'];
  before(async () => {
    temporary = await mkdtemp(path.join(tmpdir(), 'kubectl-test-'));
    process.env['TMPDIR'] = temporary;
    await cluster.kubectl(['apply', '--filename', RUNTIME_CLASSES]);
    await createNamespace(cluster, NAMESPACE);
    for (const runtimeClassName of ['gvisor', 'gvisor-fake']) {
      const pod = { name: runtimeClassName, namespace: NAMESPACE, runtimeClassName };
      await cluster.kubectl(['apply', '--filename', '-'], podManifest(pod));
    }
    await cluster.kubectl(['apply', '--filename', '-'], JSON.stringify(BINDING));
    const waited = ['pod', '--all', '--namespace', NAMESPACE];
    await cluster.kubectl(['wait', '--for', 'condition=Ready', '--timeout', '90s', ...waited]);
    direct = await contextOf(cluster.kubeconfig);
    const ca = Buffer.from(direct.cluster.caData ?? '', 'base64').toString();
    balancer = await startSpdyOnlyProxy(direct.cluster.server, ca);
  });
  after(async () => {
    if (temporaryBefore === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporaryBefore;
    await balancer[Symbol.asyncDispose]();
    await rm(temporary, { recursive: true });
    await cluster.kubectl(['delete', 'namespace', NAMESPACE]);
    await cluster.kubectl(['delete', '--filename', RUNTIME_CLASSES]);
  });

  const check = async (context: ResolvedContext): Promise<readonly CheckResult[]> => {
    const connection = new Connection({
      context,
      environment: { ...process.env, PATH },
      log: nullLog,
      mayRunPrograms: () => true,
    });
    const { pods } = await checkPods({
      connection,
      scope: { kind: 'namespace', namespace: NAMESPACE },
      includeUnsandboxed: true,
      concurrency: 4,
      timeoutMs: 20_000,
      signal: new AbortController().signal,
      log: nullLog,
    });
    connection.dispose();
    return pods;
  };
  const told = (pods: readonly CheckResult[]) =>
    pods.map(({ name, verdict, readBy, readThrough }) =>
      [name, verdict, readBy, readThrough].join(' '),
    );

  it('reads the same by SPDY, through a load balancer that takes out the upgrade', async () => {
    const { url: server, caData } = balancer;
    const behind = { name: direct.cluster.name, insecure: false, server, caData };
    const pods = await check({
      ref: { ...direct.ref, server },
      cluster: behind,
      // No client certificate gets through who ends TLS.
      user: { name: 'lab-admin', token: 'lab-admin-token' },
    });
    assert.deepEqual(
      told(pods),
      ['gvisor gvisor image kubectl', 'gvisor-fake host-kernel image kubectl'],
      pods.map(({ reason }) => reason).join('; '),
    );
    assert.deepEqual([...new Set(balancer.upgrades)].toSorted(), [
      'GET websocket',
      'POST SPDY/3.1',
    ]);
    assert.match(
      pods[0]?.reason ?? '',
      /its boot id is not the node's.*\(read through kubectl exec\)/,
    );
    assert.deepEqual(await readdir(temporary), []);
  });

  it('reads with a right to create pods/exec alone', async () => {
    const impersonation = { user: 'eve', groups: [], extra: {} };
    const pods = await check({ ...direct, user: { ...direct.user, impersonation } });
    assert.deepEqual(
      pods.map(({ readThrough, kernel }) => [readThrough, kernel !== undefined]),
      [
        ['kubectl', true],
        ['kubectl', true],
      ],
      pods.map(({ reason }) => reason).join('; '),
    );
    const why = pods[0]?.evidence.find(({ source }) => source === 'kubectl')?.text ?? '';
    assert.match(why, /there is a right to create pods\/exec, but not to get it/);
  });
});
