import type { KubeObject } from '../kube/kubeObject.ts';
import { gvisorKernel, nodeKernel } from '../pods/kernel.ts';
import type { PodRuntime } from '../pods/podRuntimes.ts';
import {
  agentObject,
  type AgentPlan,
  blueprint,
  nameHashLabel,
  readyStatus,
} from './agentBuilder.ts';
import type { SampleNodes } from './cluster.ts';
import type { Content } from './content.ts';
import { GVISOR_POOL } from './pools.ts';

/** One name is in both. */
export const AGENT_NAMESPACES = ['agents', 'research'];

const namespace = 'agents';

interface PodOf {
  readonly node?: string;
  readonly runtimeClass?: string;
  readonly name?: string;
  readonly runtime?: PodRuntime;
}

/** Namespace `agents`: Sandboxes as promised, and each way in which they are not. */
export function addAgents(content: Content, nodes: SampleNodes): void {
  const [gvisorNode] = nodes.gvisor;
  const [systemNode] = nodes.system;
  const add = (plan: Omit<AgentPlan, 'namespace'>, ...pods: readonly PodOf[]): KubeObject => {
    const one = blueprint('Sandbox', { namespace, status: readyStatus(), ...plan });
    content.objects.push(one);
    for (const pod of pods) addPodOf(content, one, pod);
    return one;
  };
  const onGVisor: PodOf = { node: gvisorNode, runtimeClass: 'gvisor' };
  const onNode: PodOf = { node: systemNode };
  add({ name: 'worker-7x', runtimeClass: 'gvisor' }, onGVisor);
  add({ name: 'old-1', annotations: OLD_COPY }, onNode);
  add({ name: 'a-2', runtimeClass: 'gvisor' }, onNode);
  add({ name: 'b-3' }, onGVisor);
  add({ name: 'by-node' }, { ...onNode, runtime: { kernel: gvisorKernel('4.19.0-gvisor') } });
  const onHost = { kernel: nodeKernel(GVISOR_POOL.kernel) };
  add({ name: 'broken', runtimeClass: 'gvisor' }, { ...onGVisor, runtime: onHost });
  add(
    { name: 'twice', runtimeClass: 'gvisor', status: readyStatus('MultiplePods', 'several') },
    onGVisor,
    {
      ...onGVisor,
      name: 'twice-adopted',
    },
  );
  add({
    name: 'paused',
    runtimeClass: 'gvisor',
    spec: { operatingMode: 'Suspended' },
    status: readyStatus('SandboxSuspended', 'Sandbox is suspended'),
  });
  add({ name: 'expired', runtimeClass: 'gvisor', status: readyStatus('SandboxExpired') });
  add({
    name: 'refused',
    runtimeClass: 'gvisor-v2',
    status: readyStatus(
      'ReconcilerError',
      'pods "refused" is forbidden: pod rejected: RuntimeClass "gvisor-v2" not found',
    ),
  });
  add({
    name: 'empty',
    runtimeClass: '',
    status: readyStatus('ReconcilerError', 'resource name may not be empty'),
  });
  addPools(content, gvisorNode);
  content.objects.push(blueprint('Sandbox', { namespace: 'research', name: 'worker-7x' }));
  // Another project's kind of the same name.
  const foreign = { ...blueprint('Sandbox', { namespace, name: 'foreign' }) };
  foreign.apiVersion = 'sandbox.example.io/v1';
  content.addPod({ namespace, name: 'foreign', owner: foreign, ...onNode });
}

/** What a server that had v1alpha1 left behind. */
const OLD_COPY = {
  'api.agents.x-k8s.io/v1alpha1-sandbox-state': '{"env":[{"name":"TOKEN","value":"never-shown"}]}',
};

function addPodOf(content: Content, owner: KubeObject, { name, runtime, ...pod }: PodOf): void {
  const own = owner.metadata.name;
  content.addPod(
    { namespace, name: name ?? own, owner, labels: nameHashLabel(own), ...pod },
    runtime,
  );
}

/** Pools of both strategies, a bound claim, and claims that are not. */
function addPools(content: Content, node: string): void {
  const put = (object: KubeObject): KubeObject => {
    content.objects.push(object);
    return object;
  };
  put(blueprint('SandboxTemplate', { namespace, name: 'python', runtimeClass: 'gvisor' }));
  put(blueprint('SandboxTemplate', { namespace, name: 'plain' }));
  const pool = put(
    agentObject('SandboxWarmPool', {
      namespace,
      name: 'python-pool',
      spec: { replicas: 2, sandboxTemplateRef: { name: 'python' } },
      status: { replicas: 2, readyReplicas: 2 },
    }),
  );
  put(
    agentObject('SandboxWarmPool', {
      namespace,
      name: 'plain-pool',
      spec: {
        replicas: 0,
        updateStrategy: { type: 'Recreate' },
        sandboxTemplateRef: { name: 'plain' },
      },
    }),
  );
  const claim = (name: string, pool_: string, status: AgentPlan['status'] = {}) =>
    put(
      agentObject('SandboxClaim', {
        namespace,
        name,
        spec: { warmPoolRef: { name: pool_ } },
        status,
      }),
    );
  const bound = claim('session-1', 'python-pool', {
    ...readyStatus(),
    sandbox: { name: 'python-pool-q9' },
  });
  claim('session-2', 'gone', readyStatus('WarmPoolNotFound', 'SandboxWarmPool "gone" not found'));
  claim('session-3', 'python-pool', { ...readyStatus(), sandbox: { name: 'worker-7x' } });
  const members: readonly [string, KubeObject, string | undefined][] = [
    ['python-pool-q9', bound, 'gvisor'],
    ['python-pool-k2', pool, 'gvisor'],
    // Made before the template had a class.
    ['python-pool-m4', pool, undefined],
  ];
  for (const [name, owner, runtimeClass] of members) {
    const of = runtimeClass === undefined ? {} : { runtimeClass };
    const one = put(blueprint('Sandbox', { namespace, name, owner, status: readyStatus(), ...of }));
    addPodOf(content, one, { node, ...of });
  }
}
