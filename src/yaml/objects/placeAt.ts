import { keyOf, type YamlEntry, type YamlNode } from '../parse/yamlNode.ts';
import type { PathStep } from './podFields.ts';
import { touches } from '../parse/span.ts';

/** What is at an offset of a document: the innermost node, and the way to it. */
export interface Place {
  readonly path: readonly PathStep[];
  readonly node: YamlNode;
  /** The entry whose key or value it is; absent for an item of a list and for the root. */
  readonly entry?: YamlEntry;
  readonly on: 'key' | 'value';
}

/** The innermost key or scalar at an offset; `undefined` between them. */
export function placeAt(root: YamlNode | undefined, offset: number): Place | undefined {
  return root && find(root, offset, [], undefined);
}

function find(
  node: YamlNode,
  offset: number,
  path: readonly PathStep[],
  entry: YamlEntry | undefined,
): Place | undefined {
  switch (node.kind) {
    case 'map':
      for (const one of node.entries) {
        const key = keyOf(one);
        if (key !== undefined && touches(one.key, offset)) {
          return { path: [...path, key], node: one.key, entry: one, on: 'key' };
        }
        if (key !== undefined && touches(one.value, offset)) {
          return find(one.value, offset, [...path, key], one);
        }
      }
      return undefined;
    case 'list': {
      const index = node.items.findIndex((item) => touches(item, offset));
      const item = node.items[index];
      return item && find(item, offset, [...path, index], undefined);
    }
    case 'scalar':
    case 'alias':
      return { path, node, on: 'value', ...(entry ? { entry } : {}) };
  }
}
