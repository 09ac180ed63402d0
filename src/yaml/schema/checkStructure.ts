import { asMap, type YamlNode } from '../parse/yamlNode.ts';
import type { Definitions } from './types/definitions.ts';
import type { StructureFinding } from './structureFinding.ts';
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
  return map ? new StructureWalker(map, definitions, options).run() : [];
}
