import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { DEFINITIONS_FILE } from '../../src/definitions/loadDefinitions.ts';
import type { DefinitionTable } from '../../src/yaml/schema/types/openApi.ts';

/** The definitions that the product brings, as they lie in its file. */
export function bundledTable(): DefinitionTable {
  const packed = readFileSync(path.join(import.meta.dirname, '../..', DEFINITIONS_FILE));
  return JSON.parse(brotliDecompressSync(packed).toString()) as DefinitionTable;
}

/** A table's definitions as JSON Schemas that refuse unknown fields and refer to `#/definitions/NAME`. */
export function strictDefinitions({ schemas }: DefinitionTable): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, strict(schema)]),
  );
}

function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, properties, ...rest } = schema as { $ref?: string; properties?: object };
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, strict(value)]));
  const fields =
    properties &&
    Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, strict(value)]));
  return {
    ...own,
    ...(fields ? { properties: fields, additionalProperties: false } : {}),
    ...($ref === undefined ? {} : { $ref: `#/definitions/${$ref}` }),
  };
}
