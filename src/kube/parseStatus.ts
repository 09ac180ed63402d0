import type { Status } from './apiError.ts';
import { isProtobuf, openEnvelope } from './protobuf/envelope.ts';
import { STATUS } from './protobuf/messages.ts';
import { pickProtobuf } from './protobuf/pickProtobuf.ts';

const pickStatus = pickProtobuf(STATUS, true);

/** A Status in protobuf. Throws a `SyntaxError`. */
export function statusFromProtobuf(bytes: Buffer): Status {
  return pickStatus(openEnvelope(bytes));
}

/** The Status in an error's body, in protobuf or JSON; a proxy's page of HTML gives an empty one. */
export function parseStatus(bytes: Buffer): Status {
  try {
    if (isProtobuf(bytes)) return statusFromProtobuf(bytes);
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
