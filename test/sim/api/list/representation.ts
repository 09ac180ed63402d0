import { wholeJson, type Entry } from '../../kube/entry.ts';
import { groupVersion, type ResourceType } from '../../kube/resourceTypes.ts';
import { notAcceptable } from '../../kube/statusError.ts';
import { messageOfType, PROTOBUF } from '../../protobuf/represent.ts';
import type { ResourceExchange } from '../exchange.ts';
import { columnsOf, type Column } from './tableColumns.ts';

/** In which form a client wants objects: whole, in JSON or protobuf, as rows of a table, or only their metadata. */
export type Representation = 'object' | 'protobuf' | 'table' | 'metadata';

/** The first form in an `Accept` header that is served. */
export function representationOf({
  cluster,
  request,
  type,
}: Pick<ResourceExchange, 'cluster' | 'request' | 'type'>): Representation {
  const accept = request.headers.accept ?? '';
  if (type.custom === true && accept.split(',').every((part) => part.includes(PROTOBUF))) {
    throw notAcceptable();
  }
  for (const part of accept.split(',')) {
    if (/;as=Table/.test(part)) return 'table';
    if (/;as=PartialObjectMetadata/.test(part)) return 'metadata';
    const isProtobuf = part.includes(PROTOBUF) && cluster.options.protobuf;
    if (isProtobuf && messageOfType(type)) return 'protobuf';
    if (/application\/json|\*\/\*/.test(part)) return 'object';
  }
  return 'object';
}

interface ListHead {
  readonly resourceVersion: string;
  readonly continue: string | undefined;
  readonly remainingItemCount: number | undefined;
}

/** A list of entries as JSON. */
export function listJson(
  type: ResourceType,
  entries: readonly Entry[],
  metadata: ListHead,
  representation: Representation,
): string {
  if (representation === 'table') return tableJson(type, entries, metadata);
  const isMetadata = representation === 'metadata';
  const head = JSON.stringify({
    kind: isMetadata ? 'PartialObjectMetadataList' : `${type.kind}List`,
    apiVersion: isMetadata ? META_VERSION : groupVersion(type),
    metadata,
  });
  const items = entries.map((entry) => (isMetadata ? metadataJson(entry) : entry.json));
  return `${head.slice(0, -1)},"items":[${items.join(',')}]}\n`;
}

/** One entry as JSON. */
export function entryJson(
  type: ResourceType,
  entry: Entry,
  representation: Representation,
): string {
  if (representation === 'metadata') return metadataJson(entry);
  if (representation === 'table') {
    return tableJson(type, [entry], { resourceVersion: String(entry.revision) });
  }
  return wholeJson(entry, { apiVersion: groupVersion(type), kind: type.kind });
}

const META_VERSION = 'meta.k8s.io/v1';

function metadataOf(entry: Entry) {
  const { metadata } = entry.object;
  return { kind: 'PartialObjectMetadata', apiVersion: META_VERSION, metadata };
}

function metadataJson(entry: Entry): string {
  return JSON.stringify(metadataOf(entry));
}

/** Tests may store objects that lack what every object has. */
function cellOf(column: Column, entry: Entry, now: number): string | number {
  try {
    return column.cell(entry.object, now);
  } catch {
    return '<unknown>';
  }
}

function tableJson(type: ResourceType, entries: readonly Entry[], metadata: object): string {
  const columns = columnsOf(type.kind);
  const now = Date.now();
  return `${JSON.stringify({
    kind: 'Table',
    apiVersion: META_VERSION,
    metadata,
    columnDefinitions: columns.map(({ name, type: format, priority }) => ({
      name,
      type: format,
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority,
    })),
    rows: entries.map((entry) => ({
      cells: columns.map((column) => cellOf(column, entry, now)),
      object: metadataOf(entry),
    })),
  })}\n`;
}
