import type { RawObject } from '../model/kubernetesObject.ts';
import type { Status } from './apiError.ts';
import { statusFromProtobuf } from './parseStatus.ts';
import { pickJson, type Shape } from './pickJson.ts';
import { openEnvelope } from './protobuf/envelope.ts';
import type { Message } from './protobuf/message.ts';
import { WATCH_EVENT } from './protobuf/messages.ts';
import { pickProtobuf } from './protobuf/pickProtobuf.ts';
import type { Resource } from './resource.ts';

/** An event as it comes; nothing about it is certain. */
export interface RawEvent<Raw> {
  readonly type?: string;
  readonly object?: Raw & Status;
}

const STATUS_SHAPE = { code: true, reason: true, message: true, details: true } as const;
const OPEN_OBJECT = 0x7b;

/** Makes a parser of the events of a watch, in protobuf or JSON. It throws a `SyntaxError` on what is not complete. */
export function eventParser<Raw extends RawObject>({
  shape,
  message,
}: Pick<Resource<never, unknown>, 'shape' | 'message'>): (bytes: Buffer) => RawEvent<Raw> {
  const fromJson = pickJson({ type: true, object: eventShape(shape) });
  const fromProtobuf = message && protobufParser<Raw>(message, shape);
  return (bytes) =>
    fromProtobuf && bytes[0] !== OPEN_OBJECT
      ? fromProtobuf(bytes)
      : (fromJson(bytes) as RawEvent<Raw>);
}

/** An event's object is what is watched, a bookmark, or a Status that says what went wrong. */
function eventShape(shape: Shape): Shape {
  return shape === true ? true : { ...STATUS_SHAPE, ...shape };
}

function protobufParser<Raw>(message: Message, shape: Shape): (bytes: Buffer) => RawEvent<Raw> {
  const pickEvent = pickProtobuf(WATCH_EVENT, true);
  const pickObject = pickProtobuf(message, shape);
  return (bytes) => {
    const { type, object } = pickEvent(bytes) as { type?: string; object?: { raw?: Buffer } };
    const known = type === undefined ? {} : { type };
    if (!object?.raw) return known;
    const content =
      type === 'ERROR' ? statusFromProtobuf(object.raw) : pickObject(openEnvelope(object.raw));
    return { ...known, object: content as Raw & Status };
  };
}
