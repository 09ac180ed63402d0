import type { Cluster } from '../../cluster.ts';
import { isJsonObject } from '../../kube/json.ts';
import { kubeTime, type KubeObject } from '../../kube/kubeObject.ts';
import type { Pod } from '../../kube/pod.ts';
import { type ResourceType, STORED_TYPES } from '../../kube/resourceTypes.ts';
import { conflict, notFound } from '../../kube/statusError.ts';
import { contentType, readBody, sendJson, type ResourceExchange } from '../exchange.ts';
import { selectionOf, selects } from '../list/selection.ts';

interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: string;
  readonly dryRun?: readonly string[];
  /** Of an Eviction, which has them within. */
  readonly deleteOptions?: DeleteOptions;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** How long a pod takes to end once it was told to, however long its grace period is. */
const POD_STOP_MS = 150;

/** Answers a DELETE of one object. */
export async function serveDelete(exchange: ResourceExchange): Promise<void> {
  const { cluster, type, info } = exchange;
  const { namespace, name = '' } = info;
  const options = await readOptions(exchange);
  const object = cluster.store.object(type, type.namespaced ? namespace : undefined, name);
  if (object === undefined) throw notFound(type, name);
  checkPreconditions(type, object, options);
  cluster.requests.count('delete', type.resource);
  const left = isDryRun(exchange, options) ? object : removeObject(cluster, type, object, options);
  if (left !== undefined) {
    const { apiVersion, kind, ...rest } = left;
    await sendJson(exchange, 200, { kind, apiVersion, ...rest });
    return;
  }
  await sendJson(exchange, 200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      ...(type.group === '' ? {} : { group: type.group }),
      kind: type.resource,
      uid: object.metadata.uid,
    },
  });
}

/** Answers an eviction, which deletes the pod. */
export async function serveEviction(exchange: ResourceExchange): Promise<void> {
  const { cluster, type, info } = exchange;
  const options = await readOptions(exchange);
  const pod = cluster.store.object(type, info.namespace, info.name ?? '');
  if (pod === undefined) throw notFound(type, info.name ?? '');
  checkPreconditions(type, pod, options.deleteOptions ?? {});
  cluster.requests.count('create', 'pods/eviction');
  if (!isDryRun(exchange, options)) removeObject(cluster, type, pod);
  await sendJson(exchange, 201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}

/** Answers a DELETE of all selected objects. */
export async function serveDeleteCollection(exchange: ResourceExchange): Promise<void> {
  const { cluster, type, info } = exchange;
  const options = await readOptions(exchange);
  const selection = selectionOf(type, info);
  cluster.requests.count('deletecollection', type.resource);
  const entries = [...cluster.store.table(type).scan(selection.prefix, '', cluster.store.revision)];
  const objects = entries.filter((entry) => selects(selection, entry)).map((entry) => entry.object);
  if (!isDryRun(exchange, options)) {
    for (const object of objects) removeObject(cluster, type, object, options);
  }
  await sendJson(exchange, 200, {
    kind: `${type.kind}List`,
    apiVersion: type.group === '' ? type.version : `${type.group}/${type.version}`,
    metadata: { resourceVersion: String(cluster.store.revision) },
    items: objects,
  });
}

async function readOptions({ request, info }: ResourceExchange): Promise<DeleteOptions> {
  const text = await readBody(request);
  // Evictions come in protobuf; what they could say beyond the defaults is not needed.
  const isJson = text !== '' && !contentType(request).includes('protobuf');
  const body: unknown = isJson ? JSON.parse(text) : {};
  const seconds = info.query.get('gracePeriodSeconds');
  const policy = info.query.get('propagationPolicy');
  return {
    ...(isJsonObject(body) ? body : {}),
    ...(seconds === null ? {} : { gracePeriodSeconds: Number(seconds) }),
    ...(policy === null ? {} : { propagationPolicy: policy }),
  };
}

function isDryRun({ info }: ResourceExchange, options: DeleteOptions): boolean {
  return info.query.has('dryRun') || (options.dryRun ?? []).length > 0;
}

function checkPreconditions(type: ResourceType, object: KubeObject, options: DeleteOptions): void {
  const { uid, resourceVersion } = options.preconditions ?? {};
  const { metadata } = object;
  if (uid !== undefined && uid !== metadata.uid) {
    throw conflict(
      type,
      metadata.name,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    throw conflict(
      type,
      metadata.name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

/**
 * Deletes an object with what it owns. A pod that runs, and a namespace, first only get a
 * deletion time: then that state is returned, and the object goes a moment later.
 */
export function removeObject(
  cluster: Cluster,
  type: ResourceType,
  object: KubeObject,
  options: DeleteOptions = {},
): KubeObject | undefined {
  if (type.kind === 'Pod') return removePod(cluster, type, object as Pod, options);
  if (type.kind === 'Namespace') return removeNamespace(cluster, type, object);
  cluster.store.remove(type, object.metadata.namespace, object.metadata.name);
  if (options.propagationPolicy !== 'Orphan') removeDependents(cluster, object);
  return undefined;
}

function removePod(
  cluster: Cluster,
  type: ResourceType,
  pod: Pod,
  options: DeleteOptions,
): KubeObject {
  const grace = options.gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  const { namespace, name } = pod.metadata;
  const isOver = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
  if (grace === 0 || pod.spec.nodeName === undefined || isOver) {
    cluster.store.remove(type, namespace, name);
    return withDeletion(pod, 0);
  }
  if (pod.metadata.deletionTimestamp !== undefined) return pod;
  const marked = markDeleted(cluster, pod, grace);
  cluster.timers.after(POD_STOP_MS, () => cluster.store.remove(type, namespace, name));
  return marked;
}

function removeNamespace(cluster: Cluster, type: ResourceType, object: KubeObject): KubeObject {
  const { name } = object.metadata;
  const marked = markDeleted(cluster, { ...object, status: { phase: 'Terminating' } }, undefined);
  cluster.timers.after(POD_STOP_MS, () => {
    for (const content of STORED_TYPES.filter((one) => one.namespaced)) {
      for (const inside of Array.from(cluster.store.objects(content, name))) {
        cluster.store.remove(content, name, inside.metadata.name);
      }
    }
    cluster.store.remove(type, undefined, name);
  });
  return marked;
}

function markDeleted(
  cluster: Cluster,
  object: KubeObject,
  graceSeconds: number | undefined,
): KubeObject {
  return cluster.store.put(withDeletion(object, graceSeconds)).entry.object;
}

function withDeletion(object: KubeObject, graceSeconds: number | undefined): KubeObject {
  const at = new Date(Date.now() + (graceSeconds ?? 0) * 1000);
  const { generation } = object.metadata;
  const metadata = {
    ...object.metadata,
    ...(generation === undefined ? {} : { generation: generation + 1 }),
    deletionTimestamp: kubeTime(at),
    ...(graceSeconds === undefined ? {} : { deletionGracePeriodSeconds: graceSeconds }),
  };
  return { ...object, metadata };
}

function removeDependents(cluster: Cluster, owner: KubeObject): void {
  const { namespace, uid } = owner.metadata;
  for (const type of STORED_TYPES.filter((one) => one.namespaced)) {
    for (const object of Array.from(cluster.store.objects(type, namespace))) {
      const isOwned = object.metadata.ownerReferences?.some((reference) => reference.uid === uid);
      if (isOwned === true) removeObject(cluster, type, object);
    }
  }
}
