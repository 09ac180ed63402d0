import type protobuf from 'protobufjs';
import type { Entry } from '../kube/entry.ts';
import type { JsonObject } from '../kube/json.ts';
import { groupVersion, type ResourceType } from '../kube/resourceTypes.ts';
import type { Status } from '../kube/statusError.ts';
import { encode } from './encode.ts';
import { envelope } from './envelope.ts';
import { messageOf, requireMessage } from './messages.ts';
import { encodedBytes, fieldSize, tagOf, type WireWriter } from './wireWriter.ts';

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** The message of a resource, or undefined where it is served in JSON alone. */
export function messageOfType({ group, kind }: ResourceType): protobuf.Type | undefined {
  return group === '' || group === 'node.k8s.io' ? messageOf(kind) : undefined;
}

/** A list of entries, within the memory that is given for its size. */
export function listProtobuf(
  type: ResourceType,
  entries: readonly Entry[],
  metadata: JsonObject,
  memory: (size: number) => Buffer,
): Buffer {
  const message = requireMessage(type.kind);
  const head = encode(requireMessage('ListMeta'), {
    ...metadata,
    // Go writes empty texts, too.
    continue: metadata['continue'] ?? '',
  });
  const items = entries.map((entry) => entry.protobuf(message));
  const size = items.reduce((sum, item) => sum + fieldSize(item.size), fieldSize(head.length));
  const kind = { apiVersion: groupVersion(type), kind: `${type.kind}List` };
  const list = {
    size,
    writeTo: (out: WireWriter) => {
      out.varint(tagOf(1));
      out.varint(head.length);
      out.bytes(head);
      for (const item of items) {
        out.varint(tagOf(2));
        out.varint(item.size);
        item.writeTo(out);
      }
    },
  };
  return envelope(kind, list, memory);
}

/** One entry. */
export function entryProtobuf(type: ResourceType, entry: Entry): Buffer {
  const kind = { apiVersion: groupVersion(type), kind: type.kind };
  return envelope(kind, entry.protobuf(requireMessage(type.kind)));
}

/** An object that is not stored, such as that of a bookmark. */
export function objectProtobuf(type: ResourceType, object: JsonObject): Buffer {
  const kind = { apiVersion: groupVersion(type), kind: type.kind };
  return envelope(kind, encodedBytes(encode(requireMessage(type.kind), object)));
}

export function statusProtobuf(status: Status): Buffer {
  const body = encodedBytes(encode(requireMessage('Status'), status));
  return envelope({ apiVersion: 'v1', kind: 'Status' }, body);
}

/** An event of a watch, with its length before it. */
export function frame(type: string, object: Buffer): Buffer {
  const event = requireMessage('WatchEvent')
    .encode({ type, object: { raw: object } })
    .finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(event.length);
  return Buffer.concat([length, event]);
}
