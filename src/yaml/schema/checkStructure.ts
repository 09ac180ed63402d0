import { asMap, entryOf, itemsOf, type YamlNode } from '../parse/yamlNode.ts';
import type { Definitions } from './types/definitions.ts';
import { type StructureFinding, structureFinding } from './structureFinding.ts';
import type { StructureOptions } from './structureOptions.ts';
import { StructureWalker } from './structureWalker.ts';

/**
 * What is wrong with the structure of an object: what the API server refuses under strict
 * validation, and what kubectl reads otherwise than it looks. Says nothing of what is no object of
 * Kubernetes. An object whose kind is not known is only checked for duplicate keys.
 */
export function checkStructure(
  root: YamlNode,
  definitions: Definitions,
  options: StructureOptions = {},
): readonly StructureFinding[] {
  const map = asMap(root);
  if (map) return new StructureWalker(map, definitions, options).run();
  const items = itemsOf(root);
  if (items.length === 0 || !items.every(isObject)) return [];
  return [
    structureFinding('wrong-type', items[0] ?? root, BARE_LIST),
    ...items.flatMap((item) => checkStructure(item, definitions, options)),
  ];
}

function isObject(item: YamlNode): boolean {
  return ['apiVersion', 'kind', 'metadata'].every((key) => entryOf(item, key) !== undefined);
}

const BARE_LIST =
  'kubectl takes no list of objects: write each behind "---", or put them all into the items of a v1 List.';
