import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Status } from '../api/apiError.ts';
import { statusFromProtobuf } from '../api/parseStatus.ts';
import { pickJson, type Shape } from './pickJson.ts';
import { openEnvelope } from '../protobuf/envelope.ts';
import { protobufParser } from '../protobuf/protobufParser.ts';
import { readWatchEvent } from '../protobuf/readWatchEvent.ts';
import type { ReadMessage } from '../protobuf/wireReader.ts';
import type { ListedKind } from './listedKind.ts';

/** An event as it comes; nothing about it is certain. */
export interface RawWatchEvent<Raw> {
  readonly type?: string;
  readonly object?: Raw & Status;
}

const STATUS_SHAPE = { code: true, reason: true, message: true, details: true } as const;
const OPEN_OBJECT = 0x7b;

/**
 * Makes a parser of the events of a watch, in protobuf or JSON. It throws a `SyntaxError` on what
 * is not complete.
 */
export function eventParser<Raw extends RawObject>({
  shape,
  readMessage,
}: Pick<ListedKind<Raw, unknown>, 'shape' | 'readMessage'>): (bytes: Buffer) => RawWatchEvent<Raw> {
  const fromJson = pickJson({ type: true, object: eventShape(shape) });
  const fromProtobuf = readMessage && protobufEvents(readMessage);
  return (bytes) =>
    fromProtobuf && bytes[0] !== OPEN_OBJECT
      ? fromProtobuf(bytes)
      : (fromJson(bytes) as RawWatchEvent<Raw>);
}

/** An event's object is what is watched, a bookmark, or a Status that says what went wrong. */
function eventShape(shape: Shape): Shape {
  return shape === true ? true : { ...STATUS_SHAPE, ...shape };
}

function protobufEvents<Raw>(readMessage: ReadMessage<Raw>): (bytes: Buffer) => RawWatchEvent<Raw> {
  const parseEvent = protobufParser(readWatchEvent);
  const parseObject = protobufParser(readMessage);
  return (bytes) => {
    const { type, raw } = parseEvent(bytes);
    if (raw.length === 0) return { type };
    const object = type === 'ERROR' ? statusFromProtobuf(raw) : parseObject(openEnvelope(raw));
    return { type, object: object as Raw & Status };
  };
}
