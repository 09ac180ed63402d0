import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import { ApiError } from '../api/apiError.ts';
import type { Subject } from '../../net/subject.ts';
import type { ApiResource, KindName } from '../resources/servedResources.ts';
import { type ApiResources, objectPath } from './apiResources.ts';
import type { Connection } from '../api/connection.ts';

/** What names one object of any kind. A cluster-wide kind has no namespace. */
export interface ObjectName extends KindName {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** Where an object is, and how it is spoken of. */
export interface ObjectPlace {
  readonly resource: ApiResource;
  readonly path: string;
  readonly subject: (verb: string, rights: string) => Subject;
}

/** Finds the place of an object of any kind. Throws when the cluster does not serve the kind. */
export async function placeOf(
  connection: Connection,
  resources: ApiResources,
  name: ObjectName,
  signal: AbortSignal,
): Promise<ObjectPlace> {
  const resource = await resources.find(name, signal);
  const namespace = name.namespace ?? (connection.cluster.namespace || 'default');
  return {
    resource,
    path: objectPath(resource, namespace, name.name),
    subject: (verb, rights) => ({
      cluster: connection.cluster.name,
      verb,
      object: `${name.kind} ${resource.namespaced ? `${namespace}/` : ''}${name.name}`,
      rights: `${rights} on ${resource.plural}`,
    }),
  };
}

/** An object as the cluster has it; `undefined` when it has none of that name. */
export async function getObject<T extends RawObject>(
  connection: Connection,
  resources: ApiResources,
  name: ObjectName,
  signal: AbortSignal,
): Promise<T | undefined> {
  const { path, subject } = await placeOf(connection, resources, name, signal);
  return undefinedIfGone(connection.json<T>({ path, subject: subject('read', 'get'), signal }));
}

/**
 * Deletes an object; its dependents go after it. Resolves to false when there is none of that name.
 * The object may stay a while with a `deletionTimestamp`.
 */
export async function deleteObject(
  connection: Connection,
  resources: ApiResources,
  name: ObjectName,
  signal: AbortSignal,
): Promise<boolean> {
  const { path, subject } = await placeOf(connection, resources, name, signal);
  const deleted = await undefinedIfGone(
    connection.json({
      method: 'DELETE',
      path,
      body: { propagationPolicy: 'Background' },
      subject: subject('delete', 'delete'),
      signal,
    }),
  );
  return deleted !== undefined;
}

async function undefinedIfGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
