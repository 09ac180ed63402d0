import { trackUpdate } from '../apply/managers.ts';
import { kubeTime, type KubeObject, type OwnerReference } from '../kube/kubeObject.ts';
import type { RuntimeClass } from '../kube/node.ts';
import type { Container, Pod, PodStatus } from '../kube/pod.ts';
import { runningStatus, uuidOf } from '../pods/podStatus.ts';
import { qosClass } from '../pods/qosClass.ts';
import { emptyObject, setDefaults } from '../write/defaults.ts';
import { admitPodBasics } from '../write/podDefaults.ts';
import { admitRuntimeClass } from '../write/runtimeClassAdmission.ts';

export interface PodPlan {
  readonly namespace: string;
  readonly name: string;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly runtimeClass?: string;
  /** Empty for a pod that no node takes. */
  readonly node?: string;
  readonly owner?: KubeObject;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Partial<Pod['spec']>>;
  readonly createdAt: Date;
  /** How far it is; it runs when not given. */
  readonly status?: (pod: Pod, hostIP: string, podIP: string, at: string) => PodStatus;
}

/** A pod as the API server would have it after admission, scheduling and the kubelet's report. */
export function buildPod(plan: PodPlan, classes: readonly RuntimeClass[]): Pod {
  const { namespace, name, createdAt, owner } = plan;
  const key = `${namespace}/${name}`;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: uuidOf(key),
      generation: 1,
      creationTimestamp: kubeTime(createdAt),
      ...(plan.labels === undefined ? {} : { labels: { ...plan.labels } }),
      ...(plan.annotations === undefined ? {} : { annotations: { ...plan.annotations } }),
      ...(owner === undefined ? {} : { ownerReferences: [ownerReference(owner)] }),
    },
    spec: {
      ...(plan.initContainers === undefined ? {} : { initContainers: copy(plan.initContainers) }),
      containers: copy(plan.containers ?? [appContainer('main')]),
      ...(plan.runtimeClass === undefined ? {} : { runtimeClassName: plan.runtimeClass }),
      ...plan.spec,
    },
    status: { phase: 'Pending' },
  } as Pod;
  setDefaults(pod);
  const controller = { operation: 'Update', apiVersion: 'v1' } as const;
  const creator = owner === undefined ? 'kubectl-create' : 'kube-controller-manager';
  const tracked = trackUpdate(
    undefined,
    pod,
    { ...controller, name: creator },
    emptyObject('Pod'),
  ) as Pod;
  admitPodBasics(tracked.spec, uuidOf(key).slice(0, 5));
  admitRuntimeClass(tracked, (wanted) => classes.find(({ metadata }) => metadata.name === wanted));
  if (plan.node !== undefined) tracked.spec.nodeName = plan.node;
  tracked.status = { phase: 'Pending', qosClass: qosClass(tracked.spec) };
  const kubelet = { ...controller, name: 'kubelet', subresource: 'status' };
  const reported = { ...tracked, status: statusOf(tracked, plan) };
  return trackUpdate(tracked, reported, kubelet, {}) as Pod;
}

function statusOf(pod: Pod, plan: PodPlan): PodStatus {
  const at = kubeTime(new Date(plan.createdAt.getTime() + 4000));
  const octet = 10 + (Number.parseInt(uuidOf(pod.metadata.name).slice(0, 2), 16) % 200);
  const make = plan.status ?? runningStatus;
  return make(pod, `10.224.0.${octet}`, `10.244.1.${octet}`, at);
}

export function ownerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** A container with the usual limits. */
export function appContainer(
  name: string,
  image = `registry.example/shop/${name}:1.14.2`,
): Container {
  return {
    name,
    image,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    resources: {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '500m', memory: '256Mi' },
    },
  };
}

function copy(containers: readonly Container[]): Container[] {
  return structuredClone([...containers]);
}
