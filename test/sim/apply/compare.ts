import { equalJson, type Json } from '../kube/json.ts';
import { childrenOf, type FieldPath } from './fieldPath.ts';
import { allFields } from './fieldSet.ts';

export interface Comparison {
  readonly added: Set<FieldPath>;
  readonly modified: Set<FieldPath>;
  readonly removed: Set<FieldPath>;
}

/** What changed between two versions of an object, field by field. */
export function compare(before: Json | undefined, after: Json | undefined): Comparison {
  const comparison: Comparison = { added: new Set(), modified: new Set(), removed: new Set() };
  walk('', before, after, comparison);
  return comparison;
}

function walk(
  path: FieldPath,
  before: Json | undefined,
  after: Json | undefined,
  into: Comparison,
): void {
  const old = childrenOf(path, before);
  const fresh = childrenOf(path, after);
  if (old === undefined || fresh === undefined) {
    if (equalJson(before ?? null, after ?? null)) return;
    into.modified.add(path);
    // A leaf that became a tree, as `null` does: what is in the tree is new.
    for (const child of fresh ?? []) addAll(into.added, child.value, child.path);
    for (const child of old ?? []) addAll(into.removed, child.value, child.path);
    if ((before ?? null) === null && fresh !== undefined) into.modified.delete(path);
    return;
  }
  const left = new Map(old.map((child) => [child.path, child.value]));
  for (const child of fresh) {
    if (left.has(child.path)) walk(child.path, left.get(child.path), child.value, into);
    else addAll(into.added, child.value, child.path);
    left.delete(child.path);
  }
  for (const [gone, value] of left) addAll(into.removed, value, gone);
}

function addAll(set: Set<FieldPath>, value: Json, path: FieldPath): void {
  for (const below of allFields(value, path)) set.add(below);
}
