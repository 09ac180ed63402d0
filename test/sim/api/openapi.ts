import { groupVersion, RESOURCE_TYPES, type ResourceType } from '../kube/resourceTypes.ts';
import { itemType, valueType, type Models } from '../write/models.ts';

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

/** The document of a path like `api/v1` or `apis/node.k8s.io/v1`. */
export function openApiDocument(path: string, models: Models): unknown {
  const types = RESOURCE_TYPES.filter((type) => pathOf(type) === path);
  if (types.length === 0) return undefined;
  const schemas: Record<string, unknown> = {};
  for (const type of types) addSchema(`V1${type.kind}`, models, schemas);
  for (const type of types) {
    const schema = schemas[`V1${type.kind}`];
    if (typeof schema === 'object' && schema !== null) {
      Object.assign(schema, { 'x-kubernetes-group-version-kind': [kindOf(type)] });
    }
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: Object.assign({}, ...types.map(pathsOf)) as unknown,
    components: { schemas },
  };
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

function addSchema(name: string, models: Models, into: Record<string, unknown>): void {
  const attributes = models.get(name);
  if (attributes === undefined || into[name] !== undefined) return;
  const properties: Record<string, unknown> = {};
  into[name] = { type: 'object', properties };
  for (const [attribute, { type }] of attributes) {
    properties[attribute] = schemaOf(type, models, into);
  }
}

function schemaOf(type: string, models: Models, into: Record<string, unknown>): unknown {
  const item = itemType(type);
  if (item !== undefined) return { type: 'array', items: schemaOf(item, models, into) };
  const value = valueType(type);
  if (value !== undefined) {
    return { type: 'object', additionalProperties: schemaOf(value, models, into) };
  }
  if (models.has(type)) {
    addSchema(type, models, into);
    return { allOf: [{ $ref: `#/components/schemas/${type}` }] };
  }
  return SCALARS[type] ?? {};
}

const SCALARS: Readonly<Record<string, unknown>> = {
  string: { type: 'string' },
  number: { type: 'integer' },
  boolean: { type: 'boolean' },
  Date: { type: 'string', format: 'date-time' },
  IntOrString: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
};
