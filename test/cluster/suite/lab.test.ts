import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attachCluster, type ClusterUser } from '../cluster.ts';
import { createNamespace } from '../createNamespace.ts';
import { podManifest, type PodOptions, RUNTIME_CLASSES } from '../pod.ts';

const NAMESPACE = 'lab-test';

interface LabNode {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly status: {
    readonly conditions: readonly { readonly type: string; readonly status: string }[];
    readonly nodeInfo: { readonly kernelVersion: string };
    readonly runtimeHandlers: readonly { readonly name: string }[];
  };
}

const cluster = attachCluster();
const inNamespace = ['--namespace', NAMESPACE];

function kubectl(args: readonly string[], input?: string): Promise<string> {
  return cluster.kubectl(args, input);
}

function exec(pod: string, ...command: string[]): Promise<string> {
  return kubectl(['exec', pod, ...inNamespace, '--', ...command]);
}

async function readNode(name: string): Promise<LabNode> {
  return JSON.parse(await kubectl(['get', 'node', name, '--output', 'json'])) as LabNode;
}

async function runPod(pod: Omit<PodOptions, 'namespace'>): Promise<void> {
  await kubectl(['apply', '--filename', '-'], podManifest({ ...pod, namespace: NAMESPACE }));
  const ready = ['--for', 'condition=Ready', '--timeout', '60s'];
  await kubectl(['wait', ...ready, `pod/${pod.name}`, ...inNamespace]);
}

function tryPod(runtimeClassName: string): Promise<string> {
  const manifest = podManifest({ name: 'tried', namespace: NAMESPACE, runtimeClassName });
  return kubectl(['create', '--dry-run=server', '--output', 'json', '--filename', '-'], manifest);
}

function readUid(): Promise<string> {
  return kubectl(['get', 'namespace', NAMESPACE, '--output', 'jsonpath={.metadata.uid}']);
}

async function namesOfFakeNodes(): Promise<string[]> {
  const names = await kubectl(['get', 'nodes', '--selector', 'type=kwok', '--output', 'name']);
  return names.split('\n').filter((name) => name !== '');
}

describe('the lab', () => {
  before(async () => {
    await kubectl(['apply', '--filename', RUNTIME_CLASSES]);
    await createNamespace(cluster, NAMESPACE);
  });
  after(async () => {
    await kubectl(['delete', 'namespace', NAMESPACE]);
    await kubectl(['delete', '--filename', RUNTIME_CLASSES]);
  });

  describe('its nodes', () => {
    it('are Ready and labelled as pools of AKS are', async () => {
      const nodes = await Promise.all(['lab-1', 'lab-2'].map(readNode));
      const found = nodes.map(({ metadata: { labels }, status: { conditions } }) => ({
        ready: conditions.find(({ type }) => type === 'Ready')?.status,
        agentpool: labels['agentpool'],
        pool: labels['kubernetes.azure.com/agentpool'],
        mode: labels['kubernetes.azure.com/mode'],
        gvisor: labels['aks-sandbox/gvisor'],
      }));
      assert.deepEqual(found, [
        { ready: 'True', agentpool: 'gv1', pool: 'gv1', mode: 'user', gvisor: 'true' },
        { ready: 'True', agentpool: 'system', pool: 'system', mode: 'system', gvisor: undefined },
      ]);
    });

    it('tell which handlers they serve', async () => {
      const nodes = await Promise.all(['lab-1', 'lab-2'].map(readNode));
      const handlers = nodes.map(({ status }) => status.runtimeHandlers.map(({ name }) => name));
      assert.deepEqual(
        handlers.map((names) => names.toSorted()),
        [
          ['', 'runc', 'runsc'],
          ['', 'runc'],
        ],
      );
    });

    it('have systemd as process 1 and containerd as its unit', async () => {
      assert.equal(await cluster.execOnNode('lab-2', ['cat', '/proc/1/comm']), 'systemd\n');
      const state = await cluster.execOnNode('lab-2', ['systemctl', 'is-active', 'containerd']);
      assert.equal(state, 'active\n');
    });
  });

  describe('its pods', () => {
    it('see the kernel of gVisor with class gvisor', async () => {
      await runPod({ name: 'sandboxed', runtimeClassName: 'gvisor' });
      assert.match(await exec('sandboxed', 'uname', '-r'), /gvisor/);
      assert.match(await exec('sandboxed', 'dmesg'), /Starting gVisor/);
    });

    for (const pod of [{ name: 'plain' }, { name: 'fake', runtimeClassName: 'gvisor-fake' }]) {
      it(`see the node's kernel with class ${pod.runtimeClassName ?? '(none)'}`, async () => {
        await runPod(pod);
        const node = await readNode('lab-1');
        const kernel = (await exec(pod.name, 'uname', '-r')).trim();
        assert.equal(kernel, node.status.nodeInfo.kernelVersion);
        assert.doesNotMatch(kernel, /gvisor/);
      });
    }

    it('reach each other from node to node', async () => {
      const command = ['httpd', '-f', '-p', '80', '-h', '/etc'];
      await runPod({ name: 'server', runtimeClassName: 'gvisor', command });
      await runPod({ name: 'client', nodeSelector: { agentpool: 'system' } });
      const where = ['--output', 'jsonpath={.status.podIP}', ...inNamespace];
      const ip = await kubectl(['get', 'pod', 'server', ...where]);
      assert.match(await exec('client', 'wget', '-qO-', `http://${ip}/passwd`), /^root:/);
    });
  });

  describe('its admission', () => {
    it('refuses a class that does not exist', async () => {
      await assert.rejects(tryPod('no-such'), /RuntimeClass "no-such" not found/);
    });

    it('gives the pod the node selector of its class', async () => {
      const { spec } = JSON.parse(await tryPod('kata-vm-isolation')) as {
        spec: { nodeSelector: unknown };
      };
      assert.deepEqual(spec.nodeSelector, { 'kubernetes.azure.com/kata-vm-isolation': 'true' });
    });
  });

  describe('its API server', () => {
    it('keeps its state over a restart', async () => {
      const uid = await readUid();
      await cluster.restartApiServer();
      assert.equal(await readUid(), uid);
    });

    it('can be away and come back', async () => {
      await cluster.stopApiServer();
      await assert.rejects(readUid(), /connection .*refused/);
      await cluster.startApiServer();
      assert.match(await readUid(), /^[0-9a-f-]{36}$/);
    });
  });

  describe('its users', () => {
    const asks = {
      'list nodes': { verb: 'list', resource: 'nodes' },
      'watch pods': { verb: 'watch', resource: 'pods' },
      'list runtimeclasses': { verb: 'list', group: 'node.k8s.io', resource: 'runtimeclasses' },
      'list deployments': { verb: 'list', group: 'apps', resource: 'deployments' },
      'create pods/exec': { verb: 'create', resource: 'pods', subresource: 'exec' },
      'get pods/exec': { verb: 'get', resource: 'pods', subresource: 'exec' },
      'delete pods': { verb: 'delete', resource: 'pods' },
    } as const;
    type Ask = keyof typeof asks;

    const rights: Readonly<Record<ClusterUser, readonly Ask[]>> = {
      admin: Object.keys(asks) as Ask[],
      viewer: ['list nodes', 'watch pods', 'list runtimeclasses', 'list deployments'],
      'no-nodes': ['watch pods', 'list runtimeclasses', 'create pods/exec', 'get pods/exec'],
      nobody: [],
    };

    async function may(user: ClusterUser, ask: Ask): Promise<boolean> {
      const review = JSON.stringify({
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: asks[ask] },
      });
      const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
      const asUser = ['--kubeconfig', cluster.kubeconfigFor(user)];
      const answer = await kubectl(['create', '--raw', reviews, '-f', '-', ...asUser], review);
      return (JSON.parse(answer) as { status: { allowed: boolean } }).status.allowed;
    }

    for (const user of Object.keys(rights) as ClusterUser[]) {
      it(`let ${user} do what it may, and nothing else`, async () => {
        const names = Object.keys(asks) as Ask[];
        const answers = await Promise.all(names.map((ask) => may(user, ask)));
        assert.deepEqual(
          names.filter((_, index) => answers[index]),
          rights[user],
        );
      });
    }

    it('are refused a wrong token', async () => {
      const wrong = ['--kubeconfig', cluster.kubeconfigFor('nobody'), '--token', 'wrong'];
      await assert.rejects(kubectl(['get', 'pods', ...wrong]), /Unauthorized|must be logged in/);
    });
  });

  it('fakes nodes and pods, and takes them away', async () => {
    await cluster.addFakeNodes(3, 6);
    assert.equal((await namesOfFakeNodes()).length, 3);
    await cluster.removeFakeNodes();
    assert.deepEqual(await namesOfFakeNodes(), []);
  });
});
