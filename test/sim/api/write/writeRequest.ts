import type { Manager } from '../../apply/managers.ts';
import { isJsonObject, type JsonObject } from '../../kube/json.ts';
import type { KubeObject } from '../../kube/kubeObject.ts';
import { groupVersion, type ResourceType } from '../../kube/resourceTypes.ts';
import { textOf } from '../../kube/textOf.ts';
import { badRequest } from '../../kube/statusError.ts';
import type { WriteOptions } from '../../write/write.ts';
import type { ResourceExchange } from '../exchange.ts';

/** Who writes and whether it counts, from the query and the client's name. */
export function writeOptions(
  exchange: ResourceExchange,
  operation: 'Apply' | 'Update' = 'Update',
): WriteOptions {
  const { info, type, request } = exchange;
  const agent = (request.headers['user-agent'] ?? 'unknown').split('/')[0] ?? 'unknown';
  const name = info.query.get('fieldManager') ?? agent;
  const dryRun = info.query.getAll('dryRun');
  if (dryRun.some((value) => value !== 'All')) {
    throw badRequest(`Invalid value: ${JSON.stringify(dryRun)}: dryRun`);
  }
  return { manager: managerOf(name, operation, type, info.subresource), dryRun: dryRun.length > 0 };
}

function managerOf(
  name: string,
  operation: 'Apply' | 'Update',
  type: ResourceType,
  subresource: string | undefined,
): Manager {
  const apiVersion = groupVersion(type);
  return { name, operation, apiVersion, ...(subresource === undefined ? {} : { subresource }) };
}

/** Checks that a body is an object of the path's kind, place and name, and completes it. */
export function bodyObject(exchange: ResourceExchange, body: JsonObject): KubeObject {
  const { type, info } = exchange;
  const wanted = groupVersion(type);
  const { apiVersion = wanted, kind = type.kind } = body;
  if (apiVersion !== wanted) {
    throw badRequest(
      `${textOf(kind)} in version "${textOf(apiVersion)}" cannot be handled as a ${type.kind}: no kind "${textOf(kind)}" is registered for version "${textOf(apiVersion)}" in scheme "pkg/runtime/scheme.go:111"`,
    );
  }
  if (kind !== type.kind) {
    throw badRequest(
      `${textOf(kind)} in version "${type.version}" cannot be handled as a ${type.kind}: unknown conversion`,
    );
  }
  const given = isJsonObject(body['metadata']) ? body['metadata'] : {};
  const metadata = { ...given } as KubeObject['metadata'];
  if (type.namespaced && info.namespace !== undefined) {
    if (metadata.namespace !== undefined && metadata.namespace !== info.namespace) {
      throw badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    metadata.namespace = info.namespace;
  }
  if (info.name !== undefined) {
    if (metadata.name !== undefined && metadata.name !== info.name) {
      throw badRequest(
        `the name of the object (${metadata.name}) does not match the name on the URL (${info.name})`,
      );
    }
    metadata.name = info.name;
  }
  return { ...body, apiVersion: wanted, kind: type.kind, metadata };
}
