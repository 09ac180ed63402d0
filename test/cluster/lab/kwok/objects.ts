/** Marks the nodes that kwok plays; all others are left alone. */
const FAKE = { 'kwok.x-k8s.io/node': 'fake' } as const;
export const FAKE_NAMESPACE = 'fake';
const POOLS = 10;
const APPS = 50;

/** A node that runs nothing: fake pods alone tolerate its taint. */
export function fakeNode(index: number): object {
  const pool = `pool${index % POOLS}`;
  const capacity = { cpu: '32', memory: '256Gi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `fake-${index}`,
      annotations: FAKE,
      labels: {
        type: 'kwok',
        agentpool: pool,
        'kubernetes.azure.com/agentpool': pool,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': `fake-${index}`,
      },
    },
    spec: { taints: [{ key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' }] },
    status: { allocatable: capacity, capacity },
  };
}

/** A pod already placed on one of `nodes` fake nodes; every second one asks for RuntimeClass gvisor. */
export function fakePod(index: number, nodes: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `fake-${index}`, labels: { app: `app${index % APPS}` } },
    spec: {
      nodeName: `fake-${index % nodes}`,
      ...(index % 2 === 1 && { runtimeClassName: 'gvisor' }),
      automountServiceAccountToken: false,
      tolerations: [{ key: 'kwok.x-k8s.io/node', operator: 'Exists' }],
      containers: [{ name: 'main', image: 'localhost/lab/busybox:1' }],
    },
  };
}
