import { findResourceType, RESOURCE_TYPES, type ResourceType } from '../kube/resourceTypes.ts';

/** What a request asks for, in the words of authorization. */
export interface RequestInfo {
  readonly path: string;
  readonly query: URLSearchParams;
  /** `get`, `list`, `watch`, `create`, …; of a path outside the resources, the HTTP method. */
  readonly verb: string;
  /** Absent for paths like `/version`, and for resources that are not served. */
  readonly type?: ResourceType;
  /** The names of the path, also when the resource is not served. */
  readonly group?: string;
  readonly resource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

/** Reads method and URL as the API server's request info resolver does. */
export function requestInfo(
  method: string,
  url: string,
  types: readonly ResourceType[] = RESOURCE_TYPES,
): RequestInfo {
  const { pathname, searchParams } = new URL(url, 'https://sim');
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const outside = { path: pathname, query: searchParams, verb: method.toLowerCase() };
  const prefix = parts.shift();
  const group = prefix === 'api' ? '' : prefix === 'apis' ? parts.shift() : undefined;
  const version = parts.shift();
  if (group === undefined || version === undefined || parts.length === 0) return outside;
  const custom = types.some((type) => type.custom && type.group === group);
  const isServed = custom ? types.some((type) => isOf(type, group, version)) : version === 'v1';
  if (!isServed) return outside;
  const rest = resourceParts(parts);
  const [resource = '', name, subresource] = rest.parts;
  const type = findResourceType(types, group, resource);
  return {
    path: pathname,
    query: searchParams,
    verb: verbOf(method, name, searchParams),
    group,
    resource,
    ...(type === undefined ? {} : { type }),
    ...(rest.namespace === undefined ? {} : { namespace: rest.namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

function isOf(type: ResourceType, group: string, version: string): boolean {
  return type.group === group && type.version === version;
}

/** `namespaces/X` is the object X itself, with X as its namespace too, as for authorization. */
function resourceParts(parts: string[]): { namespace?: string; parts: string[] } {
  const [first, namespace, third] = parts;
  if (first !== 'namespaces' || namespace === undefined) return { parts };
  if (third === undefined || third === 'status' || third === 'finalize')
    return { namespace, parts };
  return { namespace, parts: parts.slice(2) };
}

function verbOf(method: string, name: string | undefined, query: URLSearchParams): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (name !== undefined) return 'get';
      return isTrue(query.get('watch')) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}

/** A boolean query parameter as the API server reads it. */
export function isTrue(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}
