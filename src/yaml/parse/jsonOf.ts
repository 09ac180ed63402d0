import {
  isMergeKey,
  keyOf,
  resolved,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from './yamlNode.ts';
import { booleanOf, scalarType } from './scalarType.ts';

/** What JSON can say. */
export type JsonValue =
  null | string | number | boolean | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Nodes that the aliases of one object may stand for together. */
const MAX_NODES = 200_000;

/**
 * What kubectl sends for a node: scalars typed by the rules that kubectl reads YAML with, aliases
 * and merge keys resolved. Throws a `RangeError` when aliases stand for more than any manifest
 * holds.
 */
export function jsonOf(node: YamlNode): JsonValue {
  return toJson(node, { left: MAX_NODES });
}

function toJson(node: YamlNode, budget: { left: number }): JsonValue {
  if (--budget.left < 0) throw new RangeError('Its aliases stand for too much');
  const found = resolved(node);
  switch (found?.kind) {
    case undefined:
      return null;
    case 'list':
      return found.items.map((item) => toJson(item, budget));
    case 'map':
      return mapToJson(found, budget);
    case 'scalar':
      return scalarToJson(found);
  }
}

function mapToJson(map: YamlMap, budget: { left: number }): JsonValue {
  const merged: Record<string, JsonValue> = {};
  const own: Record<string, JsonValue> = {};
  for (const entry of map.entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const value = toJson(entry.value, budget);
    if (!isMergeKey(entry.key))
      Object.defineProperty(own, key, { value, enumerable: true, configurable: true });
    else for (const source of Array.isArray(value) ? value : [value]) Object.assign(merged, source);
  }
  return { ...merged, ...own };
}

function scalarToJson(scalar: YamlScalar): JsonValue {
  switch (scalarType(scalar)) {
    case 'null':
      return null;
    case 'boolean':
      return booleanOf(scalar) === true;
    case 'integer':
      return integerOf(scalar.text);
    case 'number':
      return Number(scalar.text.replaceAll('_', ''));
    case 'string':
      return scalar.text;
  }
}

/** YAML 1.1: `0777` is octal, `0b1` binary, `1_000` a thousand. */
function integerOf(text: string): number {
  const digits = text.replaceAll('_', '');
  const [, sign = '', body = ''] = /^([-+]?)(.*)$/.exec(digits) ?? [];
  const octal = /^0o?([0-7]+)$/.exec(body)?.[1];
  const value = octal === undefined ? Number(body) : Number.parseInt(octal, 8);
  return sign === '-' ? -value : value;
}
