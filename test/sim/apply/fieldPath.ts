import { isJsonObject, type Json, type JsonObject } from '../kube/json.ts';
import { itemRule, listRule, mapRule, type MergeRule } from './mergeRules.ts';

/**
 * A path into an object as `managedFields` writes it, element after element: `f:name` a member,
 * `k:{"name":"main"}` an item of a list with keys, `v:"text"` an item of a set, `i:0` an item by
 * its position.
 */
export type FieldPath = string;

const SEPARATOR = '\u0000';

export function joinPath(base: FieldPath, element: string): FieldPath {
  return base === '' ? element : `${base}${SEPARATOR}${element}`;
}

export function elementsOf(path: FieldPath): string[] {
  return path === '' ? [] : path.split(SEPARATOR);
}

/** Is the path below another one? */
export function isBelow(path: FieldPath, above: FieldPath): boolean {
  return path.startsWith(`${above}${SEPARATOR}`);
}

/** The children of a value that are owned one by one; `undefined` for a leaf. */
export function childrenOf(path: FieldPath, value: Json | undefined): Child[] | undefined {
  const rule = ruleAt(path, value);
  if (rule.kind === 'atomic') return undefined;
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([name, child]) =>
      child === undefined ? [] : [{ path: joinPath(path, `f:${name}`), value: child }],
    );
  }
  if (!Array.isArray(value)) return undefined;
  return value.map((item) => ({ path: joinPath(path, itemElement(item, rule)), value: item }));
}

export interface Child {
  readonly path: FieldPath;
  readonly value: Json;
}

/** How the value at a path merges; scalars are leaves, and so atomic. */
export function ruleAt(path: FieldPath, value: Json | undefined): MergeRule {
  const names = elementsOf(path)
    .filter((element) => element.startsWith('f:'))
    .map((element) => element.slice(2));
  if (Array.isArray(value)) {
    const rule = listRule(names);
    return rule.kind === 'listMap' && !value.every(isJsonObject) ? { kind: 'atomic' } : rule;
  }
  if (!isJsonObject(value)) return { kind: 'atomic' };
  // An item of a list is a structure of its own, whatever its list is called.
  const isItem = elementsOf(path).at(-1)?.startsWith('k:') === true;
  return isItem ? itemRule(names) : mapRule(names);
}

/** The path element of a list's item. */
export function itemElement(item: Json, rule: MergeRule): string {
  if (rule.kind !== 'listMap' || !isJsonObject(item)) return `v:${JSON.stringify(item)}`;
  const keys: JsonObject = {};
  for (const [key, preset] of Object.entries(rule.keys).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    keys[key] = item[key] ?? preset;
  }
  return `k:${JSON.stringify(keys)}`;
}

/** The path as conflicts show it: `.spec.containers[name="main"].image`. */
export function showPath(path: FieldPath): string {
  return elementsOf(path).map(showElement).join('');
}

function showElement(element: string): string {
  const text = element.slice(2);
  if (element.startsWith('f:')) return `.${text}`;
  if (element.startsWith('v:')) return `[=${text}]`;
  if (element.startsWith('i:')) return `[${text}]`;
  const keys = Object.entries(JSON.parse(text) as JsonObject);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}
