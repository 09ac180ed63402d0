import { protobufParser } from './protobufParser.ts';
import type { WireReader } from './wireReader.ts';

/**
 * How every object in Kubernetes' protobuf form begins (k8s.io/apimachinery,
 * pkg/runtime/serializer/protobuf).
 */
const MAGIC = Buffer.from('k8s\0');

/** Whether an answer is in protobuf; in JSON it begins otherwise. */
export function isProtobuf(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).equals(MAGIC);
}

/**
 * The message Unknown that is around every object. Throws a `SyntaxError` on what is not in
 * protobuf.
 */
export function withoutMagic(bytes: Buffer): Buffer {
  if (!isProtobuf(bytes)) throw new SyntaxError('Not an object in protobuf');
  return bytes.subarray(MAGIC.length);
}

/** The field of Unknown that holds the object. */
export const RAW_FIELD = 2;

/** The object within its envelope. Throws a `SyntaxError`. */
export function openEnvelope(bytes: Buffer): Buffer {
  return parseUnknown(withoutMagic(bytes));
}

const parseUnknown = protobufParser((reader: WireReader, end: number) => {
  let raw: Buffer = Buffer.alloc(0);
  while (reader.next(end)) {
    if (reader.field === RAW_FIELD) raw = reader.bytes();
    else reader.skip();
  }
  return raw;
});
