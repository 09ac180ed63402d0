import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { DEFINITIONS_FILE } from '../../../src/definitions/loadDefinitions.ts';
import type { DefinitionTable } from '../../../src/yaml/schema/types/openApi.ts';
import { groupVersion, RESOURCE_TYPES, type ResourceType } from '../kube/resourceTypes.ts';

/** The answer to `/openapi/v3`: one document per group version. */
export function openApiIndex() {
  const paths = [...new Set(RESOURCE_TYPES.map(pathOf))];
  return {
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        { serverRelativeURL: `/openapi/v3/${path}?hash=${hashOf(path)}` },
      ]),
    ),
  };
}

/** The document of a path like `api/v1` or `apis/node.k8s.io/v1`, as a real API server has it. */
export function openApiDocument(path: string): unknown {
  const types = RESOURCE_TYPES.filter((type) => pathOf(type) === path);
  if (types.length === 0) return undefined;
  const table = definitions();
  const names = new Set<string>();
  for (const [name, schema] of Object.entries(table)) {
    const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
    const isServed = kinds.some(({ group, version, kind }) =>
      types.some((type) => type.group === group && type.version === version && type.kind === kind),
    );
    if (isServed) reach(name, table, names);
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: Object.assign({}, ...types.map(pathsOf)) as unknown,
    components: {
      schemas: Object.fromEntries([...names].map((name) => [name, withReferences(table[name])])),
    },
  };
}

type Table = DefinitionTable['schemas'];

/** What a real API server said, as the product brings it. */
function definitions(): Table {
  const packed = readFileSync(join(import.meta.dirname, '../../..', DEFINITIONS_FILE));
  return (JSON.parse(brotliDecompressSync(packed).toString()) as DefinitionTable).schemas;
}

function reach(name: string, table: Table, names: Set<string>): void {
  if (names.has(name)) return;
  names.add(name);
  for (const [, reference] of JSON.stringify(table[name]).matchAll(/"\$ref":"([^"]+)"/g)) {
    if (reference !== undefined) reach(reference, table, names);
  }
}

/** References as a server writes them: inside of `allOf`, by the path in the document. */
function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...rest } = value as { $ref?: unknown };
  const own = Object.fromEntries(
    Object.entries(rest).map(([key, one]) => [key, withReferences(one)]),
  );
  return typeof $ref === 'string'
    ? { ...own, allOf: [{ $ref: `#/components/schemas/${$ref}` }] }
    : own;
}

function pathOf(type: ResourceType): string {
  return type.group === '' ? 'api/v1' : `apis/${groupVersion(type)}`;
}

function kindOf(type: ResourceType) {
  return { group: type.group, version: type.version, kind: type.kind };
}

function hashOf(path: string): string {
  return Buffer.from(path).toString('hex').toUpperCase();
}

/** Clients look here whether the server takes `dryRun` and `fieldValidation`. */
function pathsOf(type: ResourceType): Record<string, unknown> {
  const base = `/${pathOf(type)}/${type.namespaced ? 'namespaces/{namespace}/' : ''}${type.resource}`;
  const operation = (action: string) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': kindOf(type),
    parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
      name,
      in: 'query',
      schema: { type: 'string', uniqueItems: true },
    })),
  });
  return {
    [base]: { post: operation('post') },
    [`${base}/{name}`]: { patch: operation('patch'), put: operation('put') },
  };
}
