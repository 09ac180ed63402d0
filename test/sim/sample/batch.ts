import {
  completedStatus,
  creatingStatus,
  idOf,
  initializingStatus,
  unschedulableStatus,
} from '../pods/podStatus.ts';
import type { SampleNodes } from './cluster.ts';
import type { Content } from './content.ts';

/** Namespace `batch`: pods that are done, wait, or cannot start. */
export function addBatch(content: Content, { gvisor, system }: SampleNodes): void {
  const namespace = 'batch';
  const [first, second, third] = gvisor;
  content.addReplicated({
    namespace,
    name: 'runner',
    runtimeClass: 'gvisor',
    nodes: [first, second, second],
  });
  content.addReplicated({
    namespace,
    name: 'nightly-29284560',
    kind: 'Job',
    runtimeClass: 'gvisor',
    nodes: [first],
    spec: { restartPolicy: 'Never' },
    status: completedStatus,
  });
  content.addReplicated({
    namespace,
    name: 'import',
    kind: 'StatefulSet',
    nodes: [system[1]],
    initContainers: [{ name: 'seed', image: 'registry.example/shop/seed:2.0.1' }],
    status: (one, hostIP, podIP, at) => initializingStatus(one, 0, hostIP, podIP, at),
  });
  addFailedSandbox(content, third);
  addUnschedulable(content);
  addUnknownClass(content);
}

/** The node was reimaged: its label said that gVisor is there when the pod was scheduled. */
function addFailedSandbox(content: Content, node: string): void {
  const [pod] = content.addReplicated({
    namespace: 'batch',
    name: 'scan',
    runtimeClass: 'gvisor',
    nodes: [node],
    status: (one, hostIP, _podIP, at) => creatingStatus(one, hostIP, at),
  });
  if (pod === undefined) return;
  content.addEvent(pod, {
    type: 'Warning',
    reason: 'FailedCreatePodSandBox',
    message: `Failed to create pod sandbox: rpc error: code = Unknown desc = unable to get OCI runtime for sandbox "${idOf(pod.metadata.name)}": no runtime for "runsc" is configured`,
    component: 'kubelet',
    host: node,
    count: 41,
    firstAt: content.hoursAgo(2),
    lastAt: content.hoursAgo(0.01),
  });
}

function addUnschedulable(content: Content): void {
  const message =
    "0/8 nodes are available: 3 node(s) had untolerated taint(s), 5 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/8 nodes are available: 8 Preemption is not helpful for scheduling.";
  const [pod] = content.addReplicated({
    namespace: 'batch',
    name: 'render',
    runtimeClass: 'kata-qemu',
    nodes: [undefined],
    status: (one, _hostIP, _podIP, at) => unschedulableStatus(one, message, at),
  });
  if (pod === undefined) return;
  content.addEvent(pod, {
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
    component: 'default-scheduler',
    count: 7,
    firstAt: content.hoursAgo(30),
    lastAt: content.hoursAgo(0.05),
  });
}

/** A class that is not there stops the pods at admission: only the ReplicaSet tells. */
function addUnknownClass(content: Content): void {
  const namespace = 'batch';
  const name = 'thumbs-5c9d7c9f6b';
  const failure = `pods "${name}-" is forbidden: pod rejected: RuntimeClass "gvisor-v2" not found`;
  const shape = { namespace, replicas: 2, made: 0, runtimeClass: 'gvisor-v2', failure };
  const owner = content.addWorkload({ ...shape, kind: 'Deployment', name: 'thumbs' });
  const replicaSet = content.addWorkload({ ...shape, kind: 'ReplicaSet', name, owner });
  content.addEvent(replicaSet, {
    type: 'Warning',
    reason: 'FailedCreate',
    message: `Error creating: ${failure}`,
    component: 'replicaset-controller',
    count: 19,
    firstAt: content.hoursAgo(6),
    lastAt: content.hoursAgo(0.2),
  });
}
