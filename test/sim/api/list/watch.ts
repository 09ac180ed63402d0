import type { JsonObject } from '../../kube/json.ts';
import { groupVersion, type ResourceType } from '../../kube/resourceTypes.ts';
import { expired, StatusError } from '../../kube/statusError.ts';
import type { StoreEvent } from '../../kube/table.ts';
import type { ResourceExchange } from '../exchange.ts';
import { forbiddenOption, readNumber } from './list.ts';
import { emptyObject } from '../../write/defaults.ts';
import { type EventForm, eventForm } from './eventForm.ts';
import { isTrue } from '../requestInfo.ts';
import { isEverything, selectionOf, selects, type Selection } from './selection.ts';

/** A client that takes nothing for so long is dropped, as the API server drops it. */
const MAX_PENDING_BYTES = 256 * 1024 * 1024;

/** Answers a watch: a stream of one JSON object per line until somebody ends it. */
export function serveWatch(exchange: ResourceExchange): void {
  const { cluster, type, info, out } = exchange;
  const selection = selectionOf(type, info);
  const asked = readVersion(info.query.get('resourceVersion') ?? '');
  const initialEvents = checkInitialEvents(exchange);

  const form = eventForm(exchange);
  out.begin(200, { 'Content-Type': form.contentType, 'Cache-Control': 'no-cache, private' });
  const isHit = exchange.faults.some((fault) => fault.kind === 'expired');
  const missed = asked === 0 || initialEvents ? [] : cluster.store.table(type).since(asked);
  if (missed === undefined || isHit) {
    const message = `too old resource version: ${asked} (${cluster.store.revision})`;
    out.end(form.error(expired(message).status));
    return;
  }

  const send = (event: StoreEvent) => {
    // A watch from a revision that is still to come keeps silent until then.
    if (event.revision <= asked) return;
    const bytes = eventBytes(event, selection, form);
    if (bytes !== undefined) out.write(bytes);
    if (out.pendingBytes > MAX_PENDING_BYTES) out.cut();
  };
  if ((asked === 0 && info.query.get('sendInitialEvents') !== 'false') || initialEvents) {
    for (const entry of cluster.store
      .table(type)
      .scan(selection.prefix, '', cluster.store.revision)) {
      if (selects(selection, entry)) out.write(form.event('ADDED', entry));
    }
  }
  for (const event of missed) send(event);

  const wantsBookmarks = isTrue(info.query.get('allowWatchBookmarks'));
  const bookmark = (annotations?: Record<string, string>) =>
    out.write(form.bookmark(bookmarkOf(type, cluster.store.revision, annotations)));
  if (initialEvents) bookmark({ 'k8s.io/initial-events-end': 'true' });

  const ends = [
    cluster.store.subscribe(type, send),
    cluster.requests.openWatch(type.resource, () => out.end()),
  ];
  if (wantsBookmarks) {
    ends.push(cluster.timers.every(cluster.options.bookmarkMs, () => bookmark()));
  }
  const seconds = readNumber(info.query.get('timeoutSeconds')) ?? 0;
  if (seconds > 0) ends.push(cluster.timers.after(seconds * 1000, () => out.end()));
  out.onClose(() => {
    for (const end of ends) end();
  });
}

function readVersion(text: string): number {
  if (/^\d*$/.test(text)) return Number(text);
  const quoted = JSON.stringify(text);
  const message = `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`;
  throw new StatusError(500, '', message);
}

/** Does the client ask for the list in the stream, and may it? */
function checkInitialEvents({ info, cluster }: ResourceExchange): boolean {
  const asked = info.query.get('sendInitialEvents');
  if (asked === null) return false;
  if (!cluster.options.watchList) {
    throw forbiddenOption(
      'sendInitialEvents',
      'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
    );
  }
  if (info.query.get('resourceVersionMatch') !== 'NotOlderThan') {
    throw forbiddenOption(
      'resourceVersionMatch',
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  return isTrue(asked);
}

/** An event for a watcher; nothing when the watcher does not select the object. */
function eventBytes(
  event: StoreEvent,
  selection: Selection,
  { event: show, sent }: EventForm,
): string | Buffer | undefined {
  if (!event.entry.key.startsWith(selection.prefix)) return undefined;
  const type = isEverything(selection) ? event.type : selectedType(event, selection);
  if (type === undefined) return undefined;
  const known = sent?.get(event);
  if (known !== undefined && type === event.type) return known;
  const bytes = show(type, event.entry);
  if (type === event.type) sent?.set(event, bytes);
  return bytes;
}

/** An object that begins or ceases to be selected appears as added or deleted. */
function selectedType(event: StoreEvent, selection: Selection): string | undefined {
  const was = event.previous !== undefined && selects(selection, event.previous);
  const is = event.type !== 'DELETED' && selects(selection, event.entry);
  if (is) return was ? 'MODIFIED' : 'ADDED';
  return was ? 'DELETED' : undefined;
}

function bookmarkOf(
  type: ResourceType,
  revision: number,
  annotations: Record<string, string> | undefined,
): JsonObject {
  return {
    kind: type.kind,
    apiVersion: groupVersion(type),
    ...emptyObject(type.kind),
    metadata: { resourceVersion: String(revision), annotations },
  };
}
