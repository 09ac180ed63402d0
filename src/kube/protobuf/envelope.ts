import { UNKNOWN } from './messages.ts';
import { pickProtobuf } from './pickProtobuf.ts';

/** The media types that lists and watches are asked in; a server that has only the second is served as well. */
export const PROTOBUF_OR_JSON = 'application/vnd.kubernetes.protobuf, application/json';

/** How every object in Kubernetes' protobuf form begins (k8s.io/apimachinery, pkg/runtime/serializer/protobuf). */
const MAGIC = Buffer.from('k8s\0');
const pickRaw = pickProtobuf(UNKNOWN, { raw: true });

/** Whether an answer is in protobuf; in JSON it begins otherwise. */
export function isProtobuf(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).equals(MAGIC);
}

/** The object within its envelope. Throws a `SyntaxError`. */
export function openEnvelope(bytes: Buffer): Buffer {
  if (!isProtobuf(bytes)) throw new SyntaxError('Not an object in protobuf');
  const { raw } = pickRaw(bytes.subarray(MAGIC.length));
  return raw instanceof Buffer ? raw : Buffer.alloc(0);
}
