/** One object of each kind that is read, with all that is read of it. */
export const SAMPLES = {
  node: {
    kind: 'Node',
    metadata: {
      name: 'node-1',
      uid: 'u-1',
      resourceVersion: '1',
      labels: { agentpool: 'gv1', 'kubernetes.io/os': 'linux', 'aks-sandbox/gvisor': 'true' },
      annotations: { 'aks-sandbox/gvisor-state': 'ready', 'aks-sandbox/gvisor-release': 'r-1' },
    },
    spec: {
      unschedulable: false,
      taints: [{ key: 'sandbox', value: 'gvisor', effect: 'NoSchedule' }],
    },
    status: {
      conditions: [{ type: 'Ready', status: 'False', reason: 'r', message: 'm' }],
      nodeInfo: {
        bootID: 'b',
        kernelVersion: '6.8.0',
        osImage: 'Ubuntu',
        containerRuntimeVersion: 'containerd://2',
        kubeletVersion: 'v1',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
      allocatable: { cpu: '4', memory: '16Gi' },
      runtimeHandlers: [{ name: 'runsc' }, { name: '' }],
    },
  },
  deployment: {
    kind: 'Deployment',
    metadata: {
      name: 'thumbs',
      namespace: 'batch',
      uid: 'u-5',
      resourceVersion: '5',
      ownerReferences: [{ kind: 'App', name: 'thumbs', controller: true }],
    },
    spec: { replicas: 2, template: { spec: { runtimeClassName: 'gvisor-v2' } } },
    status: {
      replicas: 1,
      updatedReplicas: 0,
      conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'r', message: 'm' }],
    },
  },
  pod: {
    kind: 'Pod',
    metadata: {
      name: 'api',
      namespace: 'payments',
      uid: 'u-2',
      resourceVersion: '2',
      labels: { app: 'api' },
      annotations: {},
      deletionTimestamp: '2026-01-01T00:00:00Z',
      ownerReferences: [{ kind: 'ReplicaSet', name: 'api-1', controller: true }],
    },
    spec: {
      runtimeClassName: 'gvisor',
      nodeName: 'node-1',
      os: { name: 'linux' },
      nodeSelector: { a: 'b' },
      tolerations: [{ key: 'sandbox', operator: 'Exists' }],
      containers: [{ name: 'main', image: 'a' }],
      initContainers: [{ name: 'init', restartPolicy: 'Always' }],
      ephemeralContainers: [{ name: 'debug' }],
    },
    status: {
      phase: 'Running',
      reason: 'Evicted',
      conditions: [
        { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'm' },
      ],
      containerStatuses: [
        {
          name: 'main',
          ready: true,
          restartCount: 1,
          started: true,
          containerID: 'containerd://1',
          state: { running: { startedAt: 't' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
      initContainerStatuses: [{ name: 'init', state: { waiting: { reason: 'r', message: 'm' } } }],
    },
  },
  runtimeClass: {
    kind: 'RuntimeClass',
    metadata: { name: 'gvisor', uid: 'u-3', resourceVersion: '3' },
    handler: 'runsc',
    overhead: { podFixed: { cpu: '100m', memory: '20Mi' } },
    scheduling: {
      nodeSelector: { 'aks-sandbox/gvisor': 'true' },
      tolerations: [{ key: 'sandbox', operator: 'Equal', value: 'gvisor', effect: 'NoSchedule' }],
    },
  },
  event: {
    metadata: { uid: 'u-4', creationTimestamp: '2026-01-01T00:00:00Z' },
    type: 'Warning',
    reason: 'FailedCreatePodSandBox',
    message: 'm',
    count: 2,
    firstTimestamp: '2026-01-01T00:00:00Z',
    lastTimestamp: '2026-01-01T00:00:01Z',
    eventTime: '2026-01-01T00:00:01Z',
    series: { count: 3, lastObservedTime: '2026-01-01T00:00:01Z' },
    involvedObject: { kind: 'Pod', name: 'api' },
    source: { component: 'kubelet' },
  },
  status: {
    kind: 'Status',
    status: 'Failure',
    message: 'm',
    reason: 'NonZeroExitCode',
    code: 403,
    details: {
      retryAfterSeconds: 3,
      causes: [{ reason: 'ExitCode', message: '7', field: 'spec' }],
    },
  },
  daemonSet: {
    metadata: { labels: { 'app.kubernetes.io/version': '20260928.0' } },
    spec: {
      template: {
        spec: {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [{ matchExpressions: [{ key: 'agentpool', values: ['gv1'] }] }],
              },
            },
          },
        },
      },
    },
  },
  report: {
    version: 1,
    cluster: 'c',
    scope: 'the namespace a',
    checkedAt: '2026-01-01T00:00:00.000Z',
    cancelledOf: 3,
    shard: { index: 1, count: 2 },
    required: 'gvisor',
    limits: ['l'],
    notChecked: [{ object: 'Pod a/c', why: 'gone' }],
    pods: [
      {
        namespace: 'a',
        name: 'b',
        uid: 'u-6',
        owner: { kind: 'ReplicaSet', name: 'b-1' },
        sandbox: { name: 's', runtimeClass: 'gvisor', promise: 'gvisor', lessThanPromised: true },
        runtimeClass: 'gvisor',
        handler: 'runsc',
        claim: 'gvisor',
        verdict: 'host-kernel',
        readBy: 'image',
        readThrough: 'kubectl',
        kernel: '6.8.0',
        node: 'node-1',
        nodeKernel: '6.8.0',
        reason: 'r',
        evidence: [{ source: 'uname', container: 'c', text: '6.8.0' }],
      },
    ],
  },
  kubeconfig: {
    'current-context': 'prod',
    contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u', namespace: 'n' } }],
    clusters: [
      {
        name: 'c',
        cluster: {
          server: 'https://a',
          'certificate-authority-data': 'YQ==',
          'insecure-skip-tls-verify': false,
          'tls-server-name': 'b',
          'proxy-url': 'http://p',
          extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { a: 1 } }],
        },
      },
    ],
    users: [
      {
        name: 'u',
        user: {
          token: 's3cret-token',
          'client-key-data': 'YQ==',
          as: 'ada',
          'as-groups': ['g'],
          'as-user-extra': { a: ['b'] },
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: 'kubelogin',
            args: ['get-token', '--client-secret', 's3cret-word'],
            env: [{ name: 'A', value: 'b' }],
            interactiveMode: 'Never',
          },
        },
      },
    ],
  },
};
