import { randomUUID } from 'node:crypto';
import type { Cluster } from '../cluster.ts';
import { trackUpdate, type Manager } from '../apply/managers.ts';
import { copyJson, equalJson, isJsonObject, valueAt, type JsonObject } from '../kube/json.ts';
import { kubeTime, type KubeObject } from '../kube/kubeObject.ts';
import type { RuntimeClass } from '../kube/node.ts';
import type { Pod } from '../kube/pod.ts';
import { servedType, type ResourceType } from '../kube/resourceTypes.ts';
import { alreadyExists, forbidden, notFound } from '../kube/statusError.ts';
import { qosClass } from '../pods/qosClass.ts';
import { emptyObject, setDefaults } from './defaults.ts';
import { admitPodBasics } from './podDefaults.ts';
import { admitRuntimeClass } from './runtimeClassAdmission.ts';
import { validateCreate, validateUpdate } from './validation.ts';

export interface WriteOptions {
  readonly manager: Manager;
  /** Does everything but store the result. */
  readonly dryRun: boolean;
}

/** Kinds whose spec changes are counted in `metadata.generation`. */
const WITH_GENERATION: ReadonlySet<string> = new Set([
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
]);

/** Creates an object as a POST does: defaults, admission, validation. Gives what is stored. */
export function createObject(
  cluster: Cluster,
  type: ResourceType,
  given: KubeObject,
  options: WriteOptions,
): KubeObject {
  const object = prepareCreate(type, given);
  checkNamespace(cluster, type, object);
  setDefaults(object);
  // An applied object comes with the fields of its applier; what admission adds is nobody's.
  const tracked =
    options.manager.operation === 'Apply'
      ? object
      : trackUpdate(undefined, object, options.manager, emptyObject(object.kind));
  admitCreate(cluster, tracked);
  validateCreate(type, tracked);
  if (cluster.store.get(type, tracked.metadata.namespace, tracked.metadata.name) !== undefined) {
    throw alreadyExists(type, tracked.metadata.name);
  }
  return options.dryRun ? tracked : cluster.store.put(tracked).entry.object;
}

/** Replaces an object that exists; what does not change anything is not stored. */
export function updateObject(
  cluster: Cluster,
  type: ResourceType,
  before: KubeObject,
  given: KubeObject,
  options: WriteOptions,
): KubeObject {
  const object = copyJson(given);
  const { metadata } = object;
  metadata.uid = before.metadata.uid ?? '';
  metadata.creationTimestamp = before.metadata.creationTimestamp ?? '';
  if (before.metadata.generation !== undefined) metadata.generation = before.metadata.generation;
  if (options.manager.subresource !== 'status' && type.subresources?.includes('status')) {
    if (before['status'] !== undefined) object['status'] = copyJson(before['status']);
  }
  setDefaults(object);
  validateUpdate(type, before, object, options.manager.subresource);
  if (WITH_GENERATION.has(object.kind) && !equalJson(before['spec'], object['spec'])) {
    metadata.generation = (before.metadata.generation ?? 0) + 1;
  }
  metadata.resourceVersion = before.metadata.resourceVersion ?? '';
  const tracked =
    options.manager.operation === 'Apply'
      ? object
      : trackUpdate(before, object, options.manager, {});
  if (equalJson(before, tracked)) return before;
  return options.dryRun ? tracked : cluster.store.put(tracked).entry.object;
}

function prepareCreate(type: ResourceType, given: KubeObject): KubeObject {
  const object = copyJson(given);
  const { metadata } = object;
  delete metadata.resourceVersion;
  if (metadata.name === undefined || metadata.name === '') {
    const base = metadata.generateName ?? '';
    if (base !== '') metadata.name = `${base}${randomUUID().replaceAll('-', '').slice(0, 5)}`;
  }
  metadata.uid = randomUUID();
  metadata.creationTimestamp = kubeTime();
  if (WITH_GENERATION.has(object.kind)) metadata.generation = 1;
  if (type.subresources?.includes('status') && object.kind !== 'Node') delete object['status'];
  return object;
}

function checkNamespace(cluster: Cluster, type: ResourceType, object: KubeObject): void {
  if (!type.namespaced) return;
  const { namespace = '', name } = object.metadata;
  const namespaces = servedType('namespaces');
  const found = cluster.store.object(namespaces, undefined, namespace);
  if (found === undefined) throw notFound(namespaces, namespace);
  if (found.metadata.deletionTimestamp !== undefined) {
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    const refusal = forbidden(type, name, why);
    const message = `namespace ${namespace} is being terminated`;
    const cause = { reason: 'NamespaceTerminating', message, field: 'metadata.namespace' };
    refusal.status.details = { ...refusal.status.details, causes: [cause] };
    throw refusal;
  }
}

function admitCreate(cluster: Cluster, object: KubeObject): void {
  if (object.kind === 'Job') labelJob(object);
  const status = INITIAL_STATUS[object.kind];
  if (status !== undefined) object['status'] = structuredClone(status);
  if (object.kind === 'Namespace') object['spec'] = { finalizers: ['kubernetes'] };
  if (object.kind !== 'Pod') return;
  const pod = object as Pod;
  if (!Array.isArray(pod.spec?.containers)) return;
  admitPodBasics(pod.spec, randomUUID().slice(0, 5));
  admitRuntimeClass(pod, (name) =>
    cluster.store.object<RuntimeClass>(servedType('runtimeclasses'), undefined, name),
  );
  pod.status = { phase: 'Pending', qosClass: qosClass(pod.spec) };
}

/** What a kind starts with before its controller says anything. */
const INITIAL_STATUS: Readonly<Record<string, JsonObject>> = {
  Namespace: { phase: 'Active' },
  Deployment: {},
  ReplicaSet: { replicas: 0 },
  StatefulSet: { replicas: 0, availableReplicas: 0 },
  Job: {},
  CronJob: {},
  DaemonSet: {
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  },
};

/** A job finds its pods by its own uid. */
function labelJob(object: KubeObject): void {
  const { uid = '', name } = object.metadata;
  const labels = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  object.metadata.labels = { ...labels, ...object.metadata.labels };
  const spec = object['spec'];
  if (!isJsonObject(spec) || !isJsonObject(spec['template'])) return;
  spec['selector'] ??= { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } };
  const { metadata, ...rest } = spec['template'];
  const own = valueAt(metadata, 'labels');
  const merged = { ...labels, ...(isJsonObject(own) ? own : {}) };
  spec['template'] = {
    metadata: { ...(isJsonObject(metadata) ? metadata : {}), labels: merged },
    ...rest,
  };
}
