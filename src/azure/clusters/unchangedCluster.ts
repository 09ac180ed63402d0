import type { JsonObject } from '../arm/json.ts';
import { MANAGED_CLUSTER_FIELDS } from './managedClusterFields.ts';

/** A managed cluster as it is sent back without a change. */
export interface UnchangedCluster {
  /** All that was read but what Azure alone writes. */
  readonly body: JsonObject;
  /**
   * Paths of what was read and the pinned api-version does not know: sent back at that version,
   * Azure may take them for removed or refuse them.
   */
  readonly unknown: readonly string[];
}

/** What a PUT sends that changes nothing of a managed cluster. */
export function unchangedCluster(read: JsonObject): UnchangedCluster {
  const unknown = new Set<string>();
  return { body: keep(read, '', unknown) as JsonObject, unknown: [...unknown] };
}

function keep(value: unknown, path: string, unknown: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => keep(item, path, unknown));
  const fields = FIELDS.get(path);
  if (!fields || typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const name = fields.has('*') ? '*' : key;
    if (fields.has(`-${name}`)) return [];
    const at = path === '' ? name : `${path}.${name}`;
    if (!fields.has(name)) unknown.add(at);
    return [[key, keep(one, at, unknown)] as const];
  });
  return Object.fromEntries(kept);
}

const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(MANAGED_CLUSTER_FIELDS).map(([path, fields]) => [
    path,
    new Set(fields.trim().split(/\s+/)),
  ]),
);
