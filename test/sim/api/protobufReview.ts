import type { JsonObject } from '../kube/json.ts';

/** How a body in Kubernetes' protobuf begins. */
const MAGIC = Buffer.from('k8s\0');

/** The attributes of a SelfSubjectAccessReview by their field numbers. */
const ATTRIBUTES: Readonly<Record<number, string>> = {
  1: 'namespace',
  2: 'verb',
  3: 'group',
  4: 'version',
  5: 'resource',
  6: 'subresource',
  7: 'name',
};

/**
 * Reads a SelfSubjectAccessReview in protobuf, the one body that `kubectl auth` sends in no
 * other form: the object is field 2 of the envelope, the spec field 2 of the object.
 */
export function readProtobufReview(body: Buffer): JsonObject {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) throw new TypeError('not a Kubernetes object');
  const object = fieldsOf(body.subarray(MAGIC.length)).get(2) ?? Buffer.alloc(0);
  const spec = fieldsOf(object).get(2) ?? Buffer.alloc(0);
  const attributes = fieldsOf(spec).get(1);
  if (attributes === undefined) return { spec: {} };
  const named = [...fieldsOf(attributes)].map(([field, value]): [string, string] => [
    ATTRIBUTES[field] ?? '',
    value.toString('utf8'),
  ]);
  return { spec: { resourceAttributes: Object.fromEntries(named) } };
}

/** The fields of a message that have a length; others do not occur in a review. */
function fieldsOf(message: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    if ((tag & 7) !== 2) {
      varint();
      continue;
    }
    const length = varint();
    fields.set(tag >>> 3, message.subarray(at, at + length));
    at += length;
  }
  return fields;
}
