import { notFound, methodNotAllowed, badRequest, unknownResource } from '../kube/statusError.ts';
import type { ResourceType } from '../kube/resourceTypes.ts';
import { AGGREGATED_TYPE, discovery, versionInfo } from '../api/discovery.ts';
import {
  sendJson,
  sendBody,
  type Exchange,
  type HttpRequest,
  type ResourceExchange,
} from '../api/exchange.ts';
import { serveList } from '../api/list/list.ts';
import { openApiDocument, openApiIndex } from '../api/openapi.ts';
import { servePodLog } from '../api/podLog.ts';
import { serveDelete, serveDeleteCollection, serveEviction } from '../api/write/remove.ts';
import { entryProtobuf, PROTOBUF } from '../protobuf/represent.ts';
import { entryJson, representationOf } from '../api/list/representation.ts';
import { serveReview } from '../api/review.ts';
import { serveWatch } from '../api/list/watch.ts';
import { serveCreate, servePatch, serveUpdate } from '../api/write/writes.ts';

/** Serves a request that is authenticated and allowed. */
export async function route(exchange: Exchange): Promise<void> {
  const { info } = exchange;
  if (info.type !== undefined) {
    await routeResource({ ...exchange, type: info.type });
    return;
  }
  if (info.resource !== undefined && isInServedGroup(info.path, exchange.cluster.types))
    throw unknownResource();
  await routePath(exchange);
}

async function routePath(exchange: Exchange): Promise<void> {
  const { info, cluster, request } = exchange;
  const accept = request.headers.accept ?? '';
  if (/^\/(healthz|livez|readyz)/.test(info.path)) {
    sendText(exchange, 200, 'ok');
    return;
  }
  if (info.path === '/version' || info.path === '/version/') {
    await sendJson(exchange, 200, versionInfo(cluster.options.version));
    return;
  }
  const openApi = info.path.startsWith('/openapi/v3') ? openApiAnswer(exchange) : undefined;
  const answer = openApi ?? discovery(info.path, hostOf(request), accept, cluster.types);
  if (answer === undefined) {
    if (isInServedGroup(info.path, cluster.types)) throw unknownResource();
    sendText(exchange, 404, '404 page not found\n');
    return;
  }
  const isAggregated = (answer as { kind?: string }).kind === 'APIGroupDiscoveryList';
  const headers: Record<string, string> = isAggregated
    ? { 'Content-Type': AGGREGATED_TYPE }
    : info.path === '/openapi/v3'
      ? { 'Content-Type': 'text/plain; charset=utf-8' }
      : {};
  await sendBody(exchange, 200, JSON.stringify(answer), headers);
}

/** HTTP/2 names the host in a header of its own. */
function hostOf(request: HttpRequest): string {
  const authority = request.headers[':authority'];
  return typeof authority === 'string' ? authority : (request.headers.host ?? '');
}

/** Below `/api` and below the groups that are there, what is unknown is a resource. */
function isInServedGroup(path: string, types: readonly ResourceType[]): boolean {
  const [prefix, group] = path.split('/').filter((part) => part !== '');
  return prefix === 'api' || types.some((type) => prefix === 'apis' && type.group === group);
}

function openApiAnswer({ info }: Exchange): unknown {
  const path = info.path.replace(/^\/openapi\/v3\/?/, '');
  return path === '' ? openApiIndex() : openApiDocument(path);
}

function sendText({ out }: Exchange, status: number, text: string): void {
  out.begin(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  out.end(text);
}

async function routeResource(exchange: ResourceExchange): Promise<void> {
  const { type, info } = exchange;
  if (type.createOnly === true) {
    if (info.verb !== 'create') throw methodNotAllowed();
    return serveReview(exchange);
  }
  if (info.subresource !== undefined) return routeSubresource(exchange, info.subresource);
  return routeVerb(exchange);
}

async function routeVerb(exchange: ResourceExchange): Promise<void> {
  const { verb, name } = exchange.info;
  if (name === undefined && (verb === 'update' || verb === 'patch')) throw methodNotAllowed();
  if (exchange.type.namespaced && exchange.info.namespace === undefined && name !== undefined) {
    throw unknownResource();
  }
  switch (exchange.info.verb) {
    case 'get':
      return serveGet(exchange);
    case 'list':
      return serveList(exchange);
    case 'watch':
      return serveWatch(exchange);
    case 'create':
      return serveCreate(exchange);
    case 'update':
      return serveUpdate(exchange);
    case 'patch':
      return servePatch(exchange);
    case 'delete':
      return serveDelete(exchange);
    case 'deletecollection':
      return serveDeleteCollection(exchange);
    default:
      throw methodNotAllowed();
  }
}

async function routeSubresource(exchange: ResourceExchange, subresource: string): Promise<void> {
  const { type, info } = exchange;
  if (type.subresources?.includes(subresource) !== true) throw unknownResource();
  if (subresource === 'log') {
    if (info.verb !== 'get') throw methodNotAllowed();
    servePodLog(exchange);
    return;
  }
  if (subresource === 'exec') {
    if (!hasObject(exchange)) throw notFound(type, info.name ?? '');
    throw badRequest('Upgrade request required');
  }
  if (subresource === 'eviction') {
    if (info.verb !== 'create') throw methodNotAllowed();
    return serveEviction(exchange);
  }
  if (!['get', 'update', 'patch'].includes(info.verb)) throw methodNotAllowed();
  return routeVerb(exchange);
}

function hasObject({ cluster, type, info }: ResourceExchange): boolean {
  const { namespace, name = '' } = info;
  return cluster.store.get(type, type.namespaced ? namespace : undefined, name) !== undefined;
}

async function serveGet(exchange: ResourceExchange): Promise<void> {
  const { cluster, type, info } = exchange;
  const { namespace, name = '' } = info;
  cluster.requests.count('get', type.resource);
  const entry = cluster.store.get(type, type.namespaced ? namespace : undefined, name);
  if (entry === undefined) throw notFound(type, name);
  const representation = representationOf(exchange);
  if (representation === 'protobuf') {
    await sendBody(exchange, 200, entryProtobuf(type, entry), { 'Content-Type': PROTOBUF });
  } else {
    await sendBody(exchange, 200, `${entryJson(type, entry, representation)}\n`);
  }
}
