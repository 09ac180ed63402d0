import type { Entry } from '../../kube/entry.ts';
import type { JsonObject } from '../../kube/json.ts';
import type { Status } from '../../kube/statusError.ts';
import type { StoreEvent } from '../../kube/table.ts';
import {
  entryProtobuf,
  frame,
  objectProtobuf,
  PROTOBUF,
  statusProtobuf,
} from '../../protobuf/represent.ts';
import type { ResourceExchange } from '../exchange.ts';
import { entryJson, representationOf } from './representation.ts';

/** How a watcher wants its events. */
export interface EventForm {
  readonly contentType: string;
  readonly event: (type: string, entry: Entry) => string | Buffer;
  readonly bookmark: (object: JsonObject) => string | Buffer;
  readonly error: (status: Status) => string | Buffer;
  /** What was sent of an event already: all watchers without selectors get the same. */
  readonly sent: WeakMap<StoreEvent, string | Buffer> | undefined;
}

/** JSON in lines or protobuf in frames, as the `Accept` header says. */
export function eventForm(exchange: ResourceExchange): EventForm {
  const { type, cluster } = exchange;
  const representation = representationOf(exchange);
  if (representation === 'protobuf') {
    return {
      contentType: `${PROTOBUF};stream=watch`,
      event: (kind, entry) => frame(kind, entryProtobuf(type, entry)),
      bookmark: (object) => frame('BOOKMARK', objectProtobuf(type, object)),
      error: (status) => frame('ERROR', statusProtobuf(status)),
      sent: cluster.sentEvents.protobuf,
    };
  }
  return {
    contentType: 'application/json',
    event: (kind, entry) => line(kind, entryJson(type, entry, representation).trimEnd()),
    bookmark: (object) => line('BOOKMARK', JSON.stringify(object)),
    error: (status) => line('ERROR', JSON.stringify(status)),
    sent: representation === 'object' ? cluster.sentEvents.json : undefined,
  };
}

function line(type: string, object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}
