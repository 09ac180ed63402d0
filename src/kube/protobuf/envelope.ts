import { UNKNOWN } from './messages.ts';
import { pickProtobuf } from './pickProtobuf.ts';

/** How every object in Kubernetes' protobuf form begins (k8s.io/apimachinery, pkg/runtime/serializer/protobuf). */
const MAGIC = Buffer.from('k8s\0');
const pickRaw = pickProtobuf(UNKNOWN, true);

/** Whether an answer is in protobuf; in JSON it begins otherwise. */
export function isProtobuf(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).equals(MAGIC);
}

/** The envelope's own message. Throws a `SyntaxError` on what is not in protobuf. */
export function withoutMagic(bytes: Buffer): Buffer {
  if (!isProtobuf(bytes)) throw new SyntaxError('Not an object in protobuf');
  return bytes.subarray(MAGIC.length);
}

/** The object within its envelope. Throws a `SyntaxError`. */
export function openEnvelope(bytes: Buffer): Buffer {
  const { raw } = pickRaw(withoutMagic(bytes));
  return raw instanceof Buffer ? raw : Buffer.alloc(0);
}
