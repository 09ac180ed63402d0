import { asMap, isNull, keyOf, resolved, type YamlMap, type YamlNode } from '../parse/yamlNode.ts';
import type { ObjectHead } from './checkKind.ts';
import { type StructureFinding, structureFinding } from './structureFinding.ts';

/**
 * Whether an object is the `List` that kubectl alone reads, as the API server has no such kind.
 * Without an apiVersion its items tell.
 */
export function isKubectlList(map: YamlMap, { apiVersion, kind }: ObjectHead): boolean {
  if (kind?.text !== 'List') return false;
  return apiVersion ? apiVersion.text === 'v1' : itemsIn(map).some(isListNode);
}

/** The values of `items`. */
export function itemsIn({ entries }: YamlMap): readonly YamlNode[] {
  return entries.flatMap((entry) => (keyOf(entry) === 'items' ? [entry.value] : []));
}

/** What kubectl (1.36.3) refuses of the `items` of a List; it takes none at all. */
export function checkItems(items: YamlNode): StructureFinding | undefined {
  if (isNull(items) || isListNode(items)) return undefined;
  return structureFinding('wrong-type', items, 'The "items" of a List are a list.');
}

/**
 * What it refuses of one of them. It takes all that has a list of items for a list, and reads none
 * within another.
 */
export function checkItem(item: YamlNode): StructureFinding | undefined {
  const map = asMap(item);
  if (!map) {
    return structureFinding('wrong-type', item, 'An item of a List is an object, with its kind.');
  }
  const inner = map.entries.find((entry) => keyOf(entry) === 'items' && isListNode(entry.value));
  return inner && structureFinding('wrong-type', inner.key, LIST_IN_LIST);
}

const LIST_IN_LIST =
  'kubectl takes no list of objects within a List: move its items into the outer one.';

function isListNode(node: YamlNode): boolean {
  return resolved(node)?.kind === 'list';
}
