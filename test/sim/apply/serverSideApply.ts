import { copyJson, isJsonObject, type Json, type JsonObject } from '../kube/json.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import { StatusError } from '../kube/statusError.ts';
import { compare } from './compare.ts';
import {
  childrenOf,
  elementsOf,
  isBelow,
  itemElement,
  joinPath,
  ruleAt,
  showPath,
  type FieldPath,
} from './fieldPath.ts';
import {
  appliedFields,
  union,
  ofSubresource,
  withoutServerOwned,
  type FieldSet,
} from './fieldSet.ts';
import {
  isSameManager,
  readManaged,
  replaceSet,
  setOf,
  without,
  writeManaged,
  type Managed,
  type Manager,
} from './managers.ts';

export interface Conflict {
  readonly manager: Manager;
  readonly path: FieldPath;
}

/**
 * Applies a configuration to the live object: what is configured is set and owned, what the
 * manager alone owned and no longer configures goes. Throws 409 when it would change what others
 * own, unless forced.
 */
export function applyConfiguration(
  live: KubeObject | undefined,
  configuration: KubeObject,
  manager: Manager,
  isForced: boolean,
): KubeObject {
  const before = readManaged(live);
  const config = copyJson(configuration);
  delete config.metadata.managedFields;
  const set = ofSubresource(withoutServerOwned(appliedFields(config)), manager.subresource);
  const merged = merge('', live, config) as KubeObject;
  const last = setOf(before, manager)?.set ?? new Set<FieldPath>();
  const owned = union(
    set,
    ...before.filter((one) => !isSameManager(one.manager, manager)).map((one) => one.set),
  );
  const pruned = prune('', merged, { last, owned }) as KubeObject;

  const changes = compare(live ?? {}, pruned);
  const changed = union(changes.added, changes.modified);
  const conflicts = live === undefined ? [] : findConflicts(before, manager, changed);
  if (conflicts.length > 0 && !isForced) throw conflictError(conflicts);
  const lost = union(changes.removed, changed);
  const others = before.map((one) =>
    isSameManager(one.manager, manager) ? one : without(one, lost),
  );
  return writeManaged(pruned, replaceSet(others, manager, set));
}

/** Lays a configuration over a value; lists with keys keep the order of the live one. */
export function merge(path: FieldPath, live: Json | undefined, config: Json): Json {
  if (isJsonObject(config) && isJsonObject(live) && ruleAt(path, config).kind !== 'atomic') {
    const merged: JsonObject = { ...live };
    for (const [name, value] of Object.entries(config)) {
      if (value === undefined || value === null) continue;
      merged[name] = merge(joinPath(path, `f:${name}`), live[name], value);
    }
    return merged;
  }
  const rule = ruleAt(path, config);
  if (!Array.isArray(config) || !Array.isArray(live) || rule.kind === 'atomic') return config;
  const wanted = new Map(config.map((item) => [itemElement(item, rule), item]));
  const merged = live.map((item) => {
    const element = itemElement(item, rule);
    const over = wanted.get(element);
    wanted.delete(element);
    return over === undefined ? item : merge(joinPath(path, element), item, over);
  });
  return [...merged, ...wanted.values()];
}

interface Ownership {
  /** What the manager owned before. */
  readonly last: FieldSet;
  /** What the manager owns now, and what all others own. */
  readonly owned: FieldSet;
}

/** Removes what was owned and is not any more; a parent that empties goes with it. */
function prune(path: FieldPath, value: Json, ownership: Ownership): Json | undefined {
  const children = childrenOf(path, value);
  const wasOwned = ownership.last.has(path) || hasBelow(ownership.last, path);
  const isOwned = ownership.owned.has(path) || hasBelow(ownership.owned, path);
  if (path !== '' && wasOwned && !isOwned && isDropped(path, value, ownership)) return undefined;
  if (children === undefined || (path !== '' && !wasOwned)) return value;
  if (Array.isArray(value)) {
    return children
      .map((child) => prune(child.path, child.value, ownership))
      .filter((item) => item !== undefined);
  }
  const kept: JsonObject = {};
  for (const child of children) {
    const next = prune(child.path, child.value, ownership);
    if (next !== undefined) kept[elementsOf(child.path).at(-1)?.slice(2) ?? ''] = next;
  }
  return kept;
}

/** An item goes as a whole; a parent only when its manager owned all that is in it. */
function isDropped(path: FieldPath, value: Json, { last }: Ownership): boolean {
  const isItem = elementsOf(path).at(-1)?.startsWith('f:') !== true;
  return isItem || isAllOwned(path, value, last);
}

function isAllOwned(path: FieldPath, value: Json, last: FieldSet): boolean {
  if (last.has(path)) return true;
  const children = childrenOf(path, value);
  return children?.every((child) => isAllOwned(child.path, child.value, last)) ?? false;
}

function hasBelow(set: FieldSet, path: FieldPath): boolean {
  if (path === '') return set.size > 0;
  for (const one of set) if (isBelow(one, path)) return true;
  return false;
}

function findConflicts(
  managed: readonly Managed[],
  manager: Manager,
  changed: FieldSet,
): Conflict[] {
  return managed
    .filter((one) => !isSameManager(one.manager, manager))
    .flatMap((one) =>
      [...one.set]
        .filter((path) => changed.has(path))
        .map((path) => ({ manager: one.manager, path })),
    );
}

function conflictError(conflicts: readonly Conflict[]): StatusError {
  const causes = conflicts.map((conflict) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${showManager(conflict.manager)}`,
    field: showPath(conflict.path),
  }));
  return new StatusError(409, 'Conflict', conflictText(conflicts), { causes });
}

function conflictText(conflicts: readonly Conflict[]): string {
  const [first] = conflicts;
  if (first !== undefined && conflicts.length === 1) {
    return `Apply failed with 1 conflict: conflict with ${showManager(first.manager)}: ${showPath(first.path)}`;
  }
  const managers = [...new Set(conflicts.map((one) => showManager(one.manager)))].toSorted();
  const lines = managers.flatMap((shown) =>
    [`conflicts with ${shown}:`].concat(
      conflicts
        .filter((one) => showManager(one.manager) === shown)
        .map((one) => `- ${showPath(one.path)}`),
    ),
  );
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function showManager(manager: Manager): string {
  const name = JSON.stringify(manager.name);
  const through =
    manager.subresource === undefined
      ? name
      : `${name} with subresource ${JSON.stringify(manager.subresource)}`;
  return manager.operation === 'Apply' ? through : `${through} using ${manager.apiVersion}`;
}
