import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { parse } from 'yaml';
import type { Cluster } from '../cluster.ts';
import type { FaultAction } from '../faults/fault.ts';
import { isJsonObject, type JsonObject } from '../kube/json.ts';
import type { ResourceType } from '../kube/resourceTypes.ts';
import { badRequest, unsupportedMediaType, type StatusError } from '../kube/statusError.ts';
import { PROTOBUF, statusProtobuf } from '../protobuf/represent.ts';
import type { Outgoing } from './outgoing.ts';
import type { RequestInfo } from './requestInfo.ts';
import type { User } from './rights.ts';

export type HttpRequest = IncomingMessage | Http2ServerRequest;

/** One request on its way through the server. */
export interface Exchange {
  readonly cluster: Cluster;
  readonly request: HttpRequest;
  readonly out: Outgoing;
  readonly info: RequestInfo;
  readonly user: User;
  readonly faults: readonly FaultAction[];
}

/** An exchange about a resource that is served. */
export interface ResourceExchange extends Exchange {
  readonly type: ResourceType;
}

/** The API server compresses answers above this size. */
const GZIP_FROM_BYTES = 128 * 1024;

const gzipAsync = promisify(gzip);

/** Sends a body, JSON unless a header says otherwise; compressed when it is long and the client takes that. */
export async function sendBody(
  exchange: Pick<Exchange, 'cluster' | 'request' | 'out'>,
  status: number,
  text: string | Buffer,
  headers: Record<string, string> = {},
): Promise<void> {
  const { cluster, request, out } = exchange;
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  const common = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' };
  const takesGzip = (request.headers['accept-encoding'] ?? '').includes('gzip');
  const isLong = body.length > GZIP_FROM_BYTES && !out.isFaulty;
  if (cluster.options.gzip && takesGzip && isLong) {
    const packed = await gzipAsync(body, { level: 1 });
    const packing = { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' };
    out.begin(status, { ...common, ...packing, 'Content-Length': packed.length, ...headers });
    out.end(packed);
    return;
  }
  out.begin(status, { ...common, 'Content-Length': body.length, ...headers });
  out.end(body);
}

export function sendJson(
  exchange: Pick<Exchange, 'cluster' | 'request' | 'out'>,
  status: number,
  body: unknown,
): Promise<void> {
  return sendBody(exchange, status, JSON.stringify(body));
}

export function sendStatusError(
  exchange: Pick<Exchange, 'cluster' | 'request' | 'out'>,
  error: StatusError,
): Promise<void> {
  const { status } = error;
  const { cluster, request } = exchange;
  const wait = status.details?.retryAfterSeconds;
  const headers: Record<string, string> = wait === undefined ? {} : { 'Retry-After': String(wait) };
  if (cluster.options.protobuf && (request.headers.accept ?? '').startsWith(PROTOBUF)) {
    const body = statusProtobuf(status);
    return sendBody(exchange, status.code, body, { ...headers, 'Content-Type': PROTOBUF });
  }
  return sendBody(exchange, status.code, `${JSON.stringify(status)}\n`, headers);
}

export async function readBytes(request: HttpRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function readBody(request: HttpRequest): Promise<string> {
  return (await readBytes(request)).toString('utf8');
}

const BODY_TYPES = ['application/json', 'application/yaml'];

/** The body as a JSON object; YAML where the content type says so. */
export async function readObject(exchange: ResourceExchange): Promise<JsonObject> {
  const { request, type } = exchange;
  const text = await readBody(request);
  const given = contentType(request);
  if (!BODY_TYPES.includes(given)) {
    throw unsupportedMediaType([...BODY_TYPES, 'application/vnd.kubernetes.protobuf']);
  }
  let value: unknown;
  let why = '';
  try {
    value = given.includes('yaml') ? parse(text) : JSON.parse(text);
  } catch (error) {
    why = String(error);
  }
  if (isJsonObject(value)) return value;
  throw badRequest(
    `the object provided is unrecognized (must be of type ${type.kind}): couldn't get version/kind; json parse error: ${why === '' ? 'not an object' : why}`,
  );
}

export function contentType(request: HttpRequest): string {
  return (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim() ?? '';
}
