import {
  type DefinitionTable,
  type OpenApiDocument,
  type OpenApiSchema,
  referenceOf,
} from './openApi.ts';

/**
 * Puts the OpenAPI documents of a cluster, one for each group version, into one table, without what
 * is never read: a tenth of their size. What no manifest can reach (options of requests, reviews of
 * admission) is left out.
 */
export function definitionTable(
  kubernetes: string,
  documents: Iterable<OpenApiDocument>,
): DefinitionTable {
  const all = new Map<string, OpenApiSchema>();
  for (const { components } of documents) {
    for (const [name, schema] of Object.entries(components?.schemas ?? {})) all.set(name, schema);
  }
  const reached = new Set<string>();
  for (const [name, schema] of all) if (isManifestKind(schema)) reach(name, all, reached);
  const names = [...reached].toSorted();
  return {
    kubernetes,
    schemas: Object.fromEntries(
      names.map((name) => [name, stripSchema(all.get(name) ?? {})] as const),
    ),
  };
}

/**
 * Whether a schema is one of objects that a person writes: with a kind, and metadata of its own.
 */
function isManifestKind(schema: OpenApiSchema): boolean {
  const kinds = schema['x-kubernetes-group-version-kind'];
  const metadata = schema.properties?.['metadata'];
  return kinds?.length === 1 && metadata !== undefined && schema.properties?.['kind'] !== undefined;
}

function reach(name: string, all: ReadonlyMap<string, OpenApiSchema>, reached: Set<string>): void {
  const schema = all.get(name);
  if (!schema || reached.has(name)) return;
  reached.add(name);
  for (const reference of referencesIn(schema)) reach(reference, all, reached);
}

function* referencesIn(schema: OpenApiSchema): Generator<string> {
  const reference = referenceOf(schema);
  if (reference !== undefined) yield reference;
  for (const property of Object.values(schema.properties ?? {})) yield* referencesIn(property);
  if (schema.items) yield* referencesIn(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    yield* referencesIn(schema.additionalProperties);
  }
}

/**
 * What is read of a schema. Only keywords are dropped, never properties: some are called `default`
 * or `format`.
 */
export function stripSchema(schema: OpenApiSchema): OpenApiSchema {
  const { properties, items, additionalProperties } = schema;
  const reference = referenceOf(schema);
  const kept: Record<string, unknown> = {};
  for (const keyword of KEPT) if (schema[keyword] !== undefined) kept[keyword] = schema[keyword];
  if (isZero(schema.default)) delete kept['default'];
  if (!isManifestKind(schema)) delete kept['x-kubernetes-group-version-kind'];
  if (reference !== undefined) kept['$ref'] = reference;
  if (properties) {
    kept['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, stripSchema(property)]),
    );
  }
  if (items) kept['items'] = stripSchema(items);
  if (additionalProperties !== undefined) {
    kept['additionalProperties'] =
      typeof additionalProperties === 'object'
        ? stripSchema(additionalProperties)
        : additionalProperties;
  }
  return kept;
}

const KEPT = [
  'description',
  'type',
  'format',
  'enum',
  'default',
  'nullable',
  'required',
  'pattern',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-int-or-string',
  'x-kubernetes-group-version-kind',
] as const;

/** A default that only says what an absent field is in Go: it tells nobody anything. */
function isZero(value: unknown): boolean {
  if (value === '' || value === 0 || value === false || value === null) return true;
  return typeof value === 'object' && Object.keys(value ?? {}).length === 0;
}
