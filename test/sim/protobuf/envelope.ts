import type { JsonObject } from '../kube/json.ts';
import { encode } from './encode.ts';
import { requireMessage } from './messages.ts';
import { type Encoded, fieldSize, tagOf, WireWriter } from './wireWriter.ts';

const MAGIC = Buffer.from('k8s\0');
/** The fields contentEncoding and contentType, both empty. */
const NO_CONTENT = Buffer.from([tagOf(3), 0, tagOf(4), 0]);

/** What is around every object, the message Unknown (k8s.io/apimachinery, pkg/runtime/serializer/protobuf); within memory that is given, if any. */
export function envelope(
  kind: { apiVersion: string; kind: string },
  raw: Encoded,
  memory: (size: number) => Buffer = (size) => Buffer.allocUnsafe(size),
): Buffer {
  const type = encode(requireMessage('TypeMeta'), { ...kind });
  const size = MAGIC.length + fieldSize(type.length) + fieldSize(raw.size) + NO_CONTENT.length;
  const out = new WireWriter(memory(size));
  out.bytes(MAGIC);
  out.varint(tagOf(1));
  out.varint(type.length);
  out.bytes(type);
  out.varint(tagOf(2));
  out.varint(raw.size);
  raw.writeTo(out);
  out.bytes(NO_CONTENT);
  return out.written;
}

/** The object in a body, as a message of this name. Throws on what is none. */
export function openEnvelope(body: Buffer, message: string): JsonObject {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) throw new TypeError('not a Kubernetes object');
  const unknown = requireMessage('Unknown');
  const { raw } = unknown.toObject(unknown.decode(body.subarray(MAGIC.length)));
  const type = requireMessage(message);
  return type.toObject(type.decode(raw as Uint8Array));
}
