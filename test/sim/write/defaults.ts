import { isJsonObject, type JsonObject } from '../kube/json.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import type { PodSpec } from '../kube/pod.ts';
import { defaultPodSpec } from './podDefaults.ts';

const WORKLOADS: Readonly<Record<string, JsonObject>> = {
  Deployment: {
    replicas: 1,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
    },
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  },
  ReplicaSet: { replicas: 1 },
  DaemonSet: {
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
    revisionHistoryLimit: 10,
  },
  StatefulSet: {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    revisionHistoryLimit: 10,
  },
  Job: {
    parallelism: 1,
    completions: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: 'TerminatingOrFailed',
  },
};

/** Sets the defaults that decoding sets, in place. */
export function setDefaults(object: KubeObject): void {
  dropEmptyMaps(object);
  const spec = object['spec'];
  if (object.kind === 'Pod' && isPodSpec(spec)) {
    defaultPodSpec(spec);
    spec['enableServiceLinks'] ??= true;
  }
  if (object.kind === 'Namespace') defaultNamespace(object);
  if (object.kind === 'DaemonSet') {
    const key = 'deprecated.daemonset.template.generation';
    object.metadata.annotations = { [key]: '1', ...object.metadata.annotations };
  }
  const defaults = WORKLOADS[object.kind];
  if (defaults === undefined || !isJsonObject(spec)) return;
  for (const [name, value] of Object.entries(defaults)) spec[name] ??= structuredClone(value);
  const template = spec['template'];
  if (isJsonObject(template) && isPodSpec(template['spec'])) defaultPodSpec(template['spec']);
}

function isPodSpec(value: unknown): value is PodSpec {
  return isJsonObject(value) && Array.isArray(value['containers']);
}

function defaultNamespace(object: KubeObject): void {
  const { metadata } = object;
  metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
}

/** What a fresh object has before decoding: members that are always on the wire. */
export function emptyObject(kind: string): JsonObject {
  const template = { metadata: {}, spec: { containers: null } };
  switch (kind) {
    case 'Pod':
      return { metadata: {}, spec: { containers: null }, status: {} };
    case 'Deployment':
      return { metadata: {}, spec: { selector: null, template, strategy: {} }, status: {} };
    case 'DaemonSet':
      return { metadata: {}, spec: { selector: null, template, updateStrategy: {} }, status: {} };
    case 'ReplicaSet':
      return { metadata: {}, spec: { selector: null, template: {} }, status: {} };
    case 'StatefulSet':
      return { metadata: {}, spec: { selector: null, template, updateStrategy: {} }, status: {} };
    case 'Job':
      return { metadata: {}, spec: { template }, status: {} };
    case 'Namespace':
    case 'Node':
    case 'Service':
      return { metadata: {}, spec: {}, status: {} };
    case 'RuntimeClass':
      return { metadata: {}, handler: '' };
    default:
      return { metadata: {} };
  }
}

/** Maps that are left out when they are empty. */
function dropEmptyMaps(object: KubeObject): void {
  for (const owner of [object, object.metadata]) {
    for (const name of ['data', 'binaryData', 'labels', 'annotations']) {
      const map = owner[name as keyof typeof owner];
      if (isJsonObject(map) && Object.keys(map).length === 0)
        delete owner[name as keyof typeof owner];
    }
  }
}
