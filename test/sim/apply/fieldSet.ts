import { isJsonObject, type Json, type JsonObject } from '../kube/json.ts';
import { childrenOf, elementsOf, isBelow, joinPath, type FieldPath } from './fieldPath.ts';

/** The fields that a manager owns. */
export type FieldSet = ReadonlySet<FieldPath>;

/** Members that the server owns: nobody else does. */
const SERVER_OWNED: ReadonlySet<string> = new Set(['f:apiVersion', 'f:kind', 'f:metadata']);

const SERVER_OWNED_METADATA = [
  'name',
  'namespace',
  'creationTimestamp',
  'selfLink',
  'uid',
  'generation',
  'managedFields',
  'resourceVersion',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
].map((name) => joinPath('f:metadata', `f:${name}`));

export function withoutServerOwned(set: FieldSet): FieldSet {
  return new Set(
    [...set].filter(
      (path) =>
        !SERVER_OWNED.has(path) &&
        !SERVER_OWNED_METADATA.some((above) => path === above || isBelow(path, above)),
    ),
  );
}

/** A write to an object owns nothing of its status, and one to the status nothing else. */
export function ofSubresource(set: FieldSet, subresource: string | undefined): FieldSet {
  const isStatus = (path: FieldPath) => path === 'f:status' || isBelow(path, 'f:status');
  const wantsStatus = subresource === 'status';
  return new Set([...set].filter((path) => isStatus(path) === wantsStatus));
}

/** The fields of an applied configuration: its leaves, and the items of lists with keys. */
export function appliedFields(value: Json | undefined, path: FieldPath = ''): Set<FieldPath> {
  const set = new Set<FieldPath>();
  const children = childrenOf(path, value);
  if (path !== '' && (children === undefined || children.length === 0)) set.add(path);
  for (const child of children ?? []) {
    const element = elementsOf(child.path).at(-1) ?? '';
    if (!element.startsWith('f:')) set.add(child.path);
    for (const below of appliedFields(child.value, child.path)) set.add(below);
  }
  return set;
}

/** Every path of a value, with those between. */
export function allFields(value: Json | undefined, path: FieldPath): Set<FieldPath> {
  const set = new Set([path]);
  for (const child of childrenOf(path, value) ?? []) {
    for (const below of allFields(child.value, child.path)) set.add(below);
  }
  return set;
}

export function union(...sets: FieldSet[]): Set<FieldPath> {
  return new Set(sets.flatMap((set) => Array.from(set)));
}

/** Takes away the paths of another set and all that lies below them. */
export function withoutTrees(set: FieldSet, removed: FieldSet): Set<FieldPath> {
  return new Set(
    [...set].filter((path) => {
      const elements = elementsOf(path);
      return !elements.some((_, i) => removed.has(elements.slice(0, i + 1).join('\u0000')));
    }),
  );
}

/** The set in the form of `managedFields`. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const root: JsonObject = {};
  for (const path of set) {
    let node = root;
    for (const element of elementsOf(path)) {
      const next = node[element];
      if (isJsonObject(next)) node = next;
      else node = node[element] = {};
    }
    node['.'] = {};
  }
  return withoutLeafDots(root);
}

/** A node with nothing below is a member by itself and needs no dot. */
function withoutLeafDots(node: JsonObject): JsonObject {
  const entries = Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (entries.every(([name]) => name === '.')) return {};
  return Object.fromEntries(
    entries.map(([name, child]) => [name, withoutLeafDots(isJsonObject(child) ? child : {})]),
  );
}

export function fromFieldsV1(fields: JsonObject, base: FieldPath = ''): Set<FieldPath> {
  const set = new Set<FieldPath>();
  const names = Object.keys(fields);
  if (base !== '' && (names.length === 0 || names.includes('.'))) set.add(base);
  for (const name of names) {
    const child = fields[name];
    if (name === '.' || !isJsonObject(child)) continue;
    for (const path of fromFieldsV1(child, joinPath(base, name))) set.add(path);
  }
  return set;
}
