import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../base/problem.ts';
import {
  type RawMetadata,
  type RawObject,
  stringOf,
} from '../../model/kubernetes/kubernetesObject.ts';
import { ApiError } from '../api/apiError.ts';
import type { ApiResources } from './apiResources.ts';
import type { Connection } from '../api/connection.ts';
import { getObject, type ObjectName, placeOf } from './objectRequests.ts';

/** The field manager of everything that the product applies. */
export const FIELD_MANAGER = 'aks-sandbox';

/** An object to apply: whole, as a manifest names it. */
export interface ObjectManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: RawMetadata & { readonly name: string };
  readonly [field: string]: unknown;
}

export interface ApplyOptions {
  /** Go through admission and validation, and store nothing. */
  readonly dryRun?: boolean;
  /** Take over the fields that other managers own. */
  readonly force?: boolean;
  readonly signal: AbortSignal;
}

/** A field that another manager owns with another value. */
export interface FieldConflict {
  /** E.g. `kubectl-client-side-apply`; empty when the server does not tell. */
  readonly manager: string;
  /** E.g. `.spec.replicas`. */
  readonly field: string;
}

/** What applying one object did, or would do in a dry run. */
export interface Applied {
  readonly change: 'created' | 'configured' | 'unchanged';
  /** The object before; absent when it is new. */
  readonly before?: RawObject;
  readonly after: RawObject;
}

/** Other managers own fields of the object: nothing was changed. */
export class ApplyConflict extends UserError {
  readonly conflicts: readonly FieldConflict[];

  constructor(
    object: string,
    cluster: string,
    conflicts: readonly FieldConflict[],
    cause: unknown,
  ) {
    const fields = conflicts.map(({ manager, field }) => `${field} by ${manager || 'another'}`);
    super(
      {
        kind: 'conflict',
        what: `Fields of ${object} in ${cluster} are managed by others: ${fields.join(', ')}`,
        next: 'Leave these fields out, or apply with force to take them over.',
        retryable: false,
      },
      cause,
    );
    this.conflicts = conflicts;
  }
}

/** What names the object of a manifest. */
export function nameOf({ apiVersion, kind, metadata }: ObjectManifest): ObjectName {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace };
}

/**
 * Applies one object on the server side. Throws `ApplyConflict` when other managers own fields of
 * it, a `UserError` of kind `not-found` when the cluster does not serve the kind, and `ApiError`
 * for the rest.
 */
export async function applyObject(
  connection: Connection,
  resources: ApiResources,
  manifest: ObjectManifest,
  { dryRun = false, force = false, signal }: ApplyOptions,
): Promise<Applied> {
  const name = nameOf(manifest);
  const place = await placeOf(connection, resources, name, signal);
  const before = await getObject<RawObject>(connection, resources, name, signal);
  const subject = place.subject('apply', 'get, create and patch');
  try {
    const after = await connection.json<RawObject>({
      method: 'PATCH',
      path: place.path,
      query: {
        fieldManager: FIELD_MANAGER,
        fieldValidation: 'Strict',
        force: force || undefined,
        dryRun: dryRun ? 'All' : undefined,
      },
      contentType: 'application/apply-patch+yaml',
      body: manifest,
      subject,
      signal,
    });
    if (!before) return { change: 'created', after };
    return { change: sameContent(before, after) ? 'unchanged' : 'configured', before, after };
  } catch (error) {
    const conflicts = error instanceof ApiError ? conflictsOf(error) : [];
    if (conflicts.length === 0) throw error;
    throw new ApplyConflict(subject.object, subject.cluster, conflicts, error);
  }
}

/** The fields that an apply was refused for; none for any other answer. */
function conflictsOf({ status, causes }: ApiError): readonly FieldConflict[] {
  if (status !== 409) return [];
  return causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ message, field }) => ({
      manager: /^conflict with "([^"]*)"/.exec(stringOf(message))?.[1] ?? '',
      field: stringOf(field),
    }));
}

/**
 * Whether two states of an object differ in what a person wrote: bookkeeping by the server is left
 * out.
 */
function sameContent(before: RawObject, after: RawObject): boolean {
  return isDeepStrictEqual(withoutBookkeeping(before), withoutBookkeeping(after));
}

/** An object without what the cluster counts and notes by itself; for comparing and showing. */
export function withoutBookkeeping(object: RawObject): RawObject {
  const { managedFields, resourceVersion, generation, ...metadata } = (object.metadata ??
    {}) as RawMetadata & { readonly managedFields?: unknown; readonly generation?: unknown };
  // A controller may write the status at any moment; no manifest does.
  const { status, ...rest } = object as RawObject & { readonly status?: unknown };
  void [managedFields, resourceVersion, generation, status];
  return { ...rest, metadata };
}
