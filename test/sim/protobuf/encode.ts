import protobuf from 'protobufjs';
import { isJsonObject, type Json, type JsonObject } from '../kube/json.ts';
import { textOf } from '../kube/textOf.ts';

/** Fields that Go embeds: in JSON what they hold stands beside them, in protobuf they are messages. */
const EMBEDDED = new Set([
  'Volume.volumeSource',
  'Probe.handler',
  'EphemeralContainer.ephemeralContainerCommon',
  'ConfigMapEnvSource.localObjectReference',
  'ConfigMapKeySelector.localObjectReference',
  'ConfigMapProjection.localObjectReference',
  'ConfigMapVolumeSource.localObjectReference',
  'SecretEnvSource.localObjectReference',
  'SecretKeySelector.localObjectReference',
  'SecretProjection.localObjectReference',
]);

/** The protobuf of an object as JSON has it. Fields that the message does not know are left out, as by the API server. */
export function encode(type: protobuf.Type, json: JsonObject): Buffer {
  return Buffer.from(type.encode(type.fromObject(messageFrom(type, json))).finish());
}

function messageFrom(type: protobuf.Type, json: JsonObject): JsonObject {
  const message: JsonObject = {};
  for (const field of type.fieldsArray) {
    const part = EMBEDDED.has(`${type.name}.${field.name}`) ? json : json[field.name];
    if (part === undefined || part === null) continue;
    message[field.name] = fieldFrom(field, part);
  }
  return message;
}

function fieldFrom(field: protobuf.Field, part: Json): Json {
  if (field instanceof protobuf.MapField && isJsonObject(part)) {
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, valueFrom(field, value ?? '')]),
    );
  }
  if (field.repeated && Array.isArray(part)) return part.map((item) => valueFrom(field, item));
  return valueFrom(field, part);
}

function valueFrom({ resolvedType }: protobuf.Field, part: Json): Json {
  if (!(resolvedType instanceof protobuf.Type)) return part;
  switch (resolvedType.name) {
    case 'Quantity':
      return { string: textOf(part) };
    case 'Time':
    case 'MicroTime':
      return timeFrom(textOf(part));
    case 'IntOrString':
      return typeof part === 'number' ? { type: 0, intVal: part } : { type: 1, strVal: part };
    case 'FieldsV1':
      // Bytes are base64 in what protobufjs takes.
      return { Raw: Buffer.from(JSON.stringify(part)).toString('base64') };
    default:
      return isJsonObject(part) ? messageFrom(resolvedType, part) : part;
  }
}

function timeFrom(text: string): JsonObject {
  const milliseconds = Date.parse(text);
  return { seconds: Math.floor(milliseconds / 1000), nanos: (milliseconds % 1000) * 1_000_000 };
}
