import { isJsonObject, valueAt, type JsonObject } from '../kube/json.ts';
import { textOf } from '../kube/textOf.ts';
import { openEnvelope } from '../protobuf/envelope.ts';
import { messageOf } from '../protobuf/messages.ts';
import { contentType, readBytes, readObject, sendJson, type ResourceExchange } from './exchange.ts';
import { isAllowed } from './rights.ts';

/** Answers SelfSubjectAccessReview and SelfSubjectReview. */
export async function serveReview(exchange: ResourceExchange): Promise<void> {
  const { type, user } = exchange;
  const body = await readReview(exchange);
  exchange.cluster.requests.count('create', type.resource);
  const status =
    type.kind === 'SelfSubjectReview'
      ? { userInfo: { username: user.name, groups: ['system:authenticated'] } }
      : reviewAccess(exchange, body);
  await sendJson(exchange, 201, {
    kind: type.kind,
    apiVersion: `${type.group}/${type.version}`,
    metadata: {},
    ...(body['spec'] === undefined ? {} : { spec: body['spec'] }),
    status,
  });
}

async function readReview(exchange: ResourceExchange): Promise<JsonObject> {
  if (!contentType(exchange.request).includes('protobuf')) return readObject(exchange);
  // The one body that `kubectl auth` sends in no other form.
  const { kind } = exchange.type;
  return messageOf(kind) ? openEnvelope(await readBytes(exchange.request), kind) : {};
}

function reviewAccess({ user }: ResourceExchange, body: JsonObject) {
  const attributes = valueAt(body, 'spec', 'resourceAttributes');
  if (!isJsonObject(attributes)) return { allowed: true };
  const text = (name: string) => textOf(attributes[name]);
  const subresource = text('subresource');
  const resource = subresource === '' ? text('resource') : `${text('resource')}/${subresource}`;
  const namespace = text('namespace');
  const request = {
    verb: text('verb'),
    group: text('group'),
    resource,
    ...(namespace === '' ? {} : { namespace }),
  };
  if (isAllowed(user, request)) {
    const { name } = user;
    const reason = `RBAC: allowed by ClusterRoleBinding "${name}" of ClusterRole "${name}" to User "${name}"`;
    return { allowed: true, reason };
  }
  return { allowed: false };
}
