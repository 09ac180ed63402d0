import { parse } from 'yaml';
import { applyConfiguration } from '../../apply/serverSideApply.ts';
import { isJsonObject, valueAt, type Json, type JsonObject } from '../../kube/json.ts';
import { textOf } from '../../kube/textOf.ts';
import type { KubeObject } from '../../kube/kubeObject.ts';
import {
  badRequest,
  conflict,
  methodNotAllowed,
  notFound,
  OBJECT_MODIFIED,
  StatusError,
} from '../../kube/statusError.ts';
import { checkAppliedFields, checkFields, checkPatched } from '../../write/fieldValidation.ts';
import { jsonPatch, mergePatch, strategicMergePatch } from '../../write/patch.ts';
import { createObject, updateObject } from '../../write/write.ts';
import { contentType, readBody, readObject, sendJson, type ResourceExchange } from '../exchange.ts';
import { isTrue } from '../requestInfo.ts';
import { bodyObject, writeOptions } from './writeRequest.ts';

const PATCH_TYPES: ReadonlySet<string> = new Set([
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
]);

/** Answers a POST to a resource. */
export async function serveCreate(exchange: ResourceExchange): Promise<void> {
  const { cluster, type, info } = exchange;
  if (info.name !== undefined) throw methodNotAllowed();
  const object = bodyObject(exchange, await readObject(exchange));
  const warnings = await checkFields(
    cluster.models,
    object,
    info.query.get('fieldValidation') ?? '',
  );
  cluster.requests.count('create', type.resource);
  const created = createObject(cluster, type, object, writeOptions(exchange));
  await sendObject(exchange, 201, created, warnings);
}

/** Answers a PUT of an object or of its status. */
export async function serveUpdate(exchange: ResourceExchange): Promise<void> {
  const { cluster, type, info } = exchange;
  const given = bodyObject(exchange, await readObject(exchange));
  const mode = info.query.get('fieldValidation') ?? '';
  const warnings = await checkFields(cluster.models, given, mode);
  const before = existing(exchange);
  checkVersion(exchange, before, given.metadata.resourceVersion);
  cluster.requests.count('update', type.resource);
  const after = withSubresource(info.subresource, before, given);
  const updated = updateObject(cluster, type, before, after, writeOptions(exchange));
  await sendObject(exchange, 200, updated, warnings);
}

/** Answers a PATCH: JSON patch, merge patch, strategic merge patch or server-side apply. */
export async function servePatch(exchange: ResourceExchange): Promise<void> {
  const { cluster, type, info } = exchange;
  const kind = contentType(exchange.request);
  if (!PATCH_TYPES.has(kind)) throw unsupportedPatch();
  const text = await readBody(exchange.request);
  cluster.requests.count('patch', type.resource);
  if (kind === 'application/apply-patch+yaml') return serveApply(exchange, text);
  const before = existing(exchange);
  const patched = patchedBy(kind, before, parsePatch(text));
  if (!isJsonObject(patched)) throw badRequest('the patched value is not an object');
  const given = bodyObject(exchange, patched);
  await checkPatched(cluster.models, given);
  checkVersion(exchange, before, given.metadata.resourceVersion);
  const after = withSubresource(info.subresource, before, given);
  await sendObject(
    exchange,
    200,
    updateObject(cluster, type, before, after, writeOptions(exchange)),
  );
}

async function serveApply(exchange: ResourceExchange, text: string): Promise<void> {
  const { cluster, type, info } = exchange;
  const { namespace, name = '', query, subresource } = info;
  if (query.get('fieldManager') === null) throw missingManager();
  const body = parseYaml(text);
  const config = bodyObject(exchange, body);
  await checkAppliedFields(cluster.models, config, textOf(valueAt(body, 'metadata', 'namespace')));
  const options = writeOptions(exchange, 'Apply');
  const live = cluster.store.object(type, type.namespaced ? namespace : undefined, name);
  const applied = applyConfiguration(live, config, options.manager, isTrue(query.get('force')));
  if (live === undefined) {
    if (subresource !== undefined) throw notFound(type, name);
    await sendObject(exchange, 201, createObject(cluster, type, applied, options));
    return;
  }
  const updated = updateObject(cluster, type, live, applied, options);
  await sendObject(exchange, 200, updated);
}

function unsupportedPatch(): StatusError {
  return new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

function missingManager(): StatusError {
  const why = 'Required value: is required for apply patch';
  return new StatusError(
    422,
    'Invalid',
    `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${why}`,
    {
      group: 'meta.k8s.io',
      kind: 'PatchOptions',
      causes: [{ reason: 'FieldValueRequired', message: why, field: 'fieldManager' }],
    },
  );
}

function parseYaml(text: string): JsonObject {
  let body: unknown;
  try {
    body = parse(text);
  } catch (error) {
    throw badRequest(`error decoding YAML: error converting YAML to JSON: yaml: ${String(error)}`);
  }
  if (!isJsonObject(body)) throw badRequest('error decoding YAML: not an object');
  return body;
}

function parsePatch(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw badRequest(`error decoding patch: ${String(error)}`);
  }
}

function patchedBy(kind: string, before: KubeObject, patch: Json): Json {
  if (kind === 'application/json-patch+json') return jsonPatch(before, patch);
  if (kind === 'application/merge-patch+json') return mergePatch(before, patch);
  return strategicMergePatch(before, patch);
}

function existing({ cluster, type, info }: ResourceExchange): KubeObject {
  const { namespace, name = '' } = info;
  const found = cluster.store.object(type, type.namespaced ? namespace : undefined, name);
  if (found === undefined) throw notFound(type, name);
  return found;
}

function checkVersion(
  { type }: ResourceExchange,
  before: KubeObject,
  given: string | undefined,
): void {
  if (given === undefined || given === '' || given === before.metadata.resourceVersion) return;
  throw conflict(type, before.metadata.name, OBJECT_MODIFIED);
}

/** A write to a subresource changes only its part of the object. */
function withSubresource(
  subresource: string | undefined,
  before: KubeObject,
  given: KubeObject,
): KubeObject {
  if (subresource === undefined) return given;
  if (subresource === 'status') return { ...before, ...pick(given, 'status') };
  if (subresource !== 'ephemeralcontainers') throw methodNotAllowed();
  const spec = isJsonObject(before['spec']) ? before['spec'] : {};
  const added = isJsonObject(given['spec']) ? given['spec']['ephemeralContainers'] : undefined;
  return { ...before, spec: { ...spec, ephemeralContainers: added } };
}

function pick(object: KubeObject, member: string): Partial<KubeObject> {
  return object[member] === undefined ? {} : { [member]: object[member] };
}

async function sendObject(
  exchange: ResourceExchange,
  status: number,
  object: KubeObject,
  warnings: readonly string[] = [],
): Promise<void> {
  const { apiVersion, kind, ...rest } = object;
  if (warnings.length > 0) exchange.out.warn(warnings);
  await sendJson(exchange, status, { kind, apiVersion, ...rest });
}
