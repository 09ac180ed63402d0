import type { Status } from './apiError.ts';
import { isProtobuf, openEnvelope } from '../protobuf/envelope.ts';
import { protobufParser } from '../protobuf/protobufParser.ts';
import { readStatus } from './readStatus.ts';
import { statusOf } from './statusOf.ts';

const parse = protobufParser(readStatus);

/** A Status in protobuf. Throws a `SyntaxError`. */
export function statusFromProtobuf(bytes: Buffer): Status {
  return parse(openEnvelope(bytes));
}

/**
 * The Status in an error's body, in protobuf or JSON; of plain text, as of a load balancer or a
 * kubelet, its message. A proxy's page of HTML, and what is none of these, gives an empty one.
 */
export function parseStatus(bytes: Buffer): Status {
  try {
    if (isProtobuf(bytes)) return statusFromProtobuf(bytes);
    return statusOf(JSON.parse(bytes.toString('utf8')));
  } catch {
    const text = bytes.toString('utf8').trim();
    return isPlain(text) ? { message: text } : {};
  }
}

function isPlain(text: string): boolean {
  return text !== '' && !/^[<{[]|[^\P{Cc}\s]|\ufffd/u.test(text);
}
