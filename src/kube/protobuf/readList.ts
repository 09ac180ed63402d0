import { RAW_FIELD, withoutMagic } from './envelope.ts';
import { Texts } from './texts.ts';
import { type ReadMessage, WireReader } from './wireReader.ts';

/** ListMeta; in protobuf the last page has an empty token. */
export interface ListMetadata {
  readonly resourceVersion: string;
  readonly continue: string;
}

const METADATA_FIELD = 1;

/** Makes a reader of a list: every list has its metadata in field 1 and its items in field 2. */
export function readList<T>(
  readItem: ReadMessage<T>,
): ReadMessage<{ readonly metadata: ListMetadata; readonly items: readonly T[] }> {
  return (reader, end) => {
    let metadata: ListMetadata = { resourceVersion: '', continue: '' };
    const items: T[] = [];
    while (reader.next(end)) {
      if (reader.field === METADATA_FIELD) metadata = reader.message(readListMeta);
      else if (reader.field === 2) items.push(reader.message(readItem));
      else reader.skip();
    }
    return { metadata, items };
  };
}

/**
 * The metadata of a list from the first bytes of an answer, where it stands before the items.
 * Throws a `SyntaxError` when they end too early.
 */
export function readListHead(head: Buffer): ListMetadata | undefined {
  const bytes = withoutMagic(head);
  const reader = new WireReader(bytes, new Texts());
  while (reader.next(bytes.length) && reader.field !== RAW_FIELD) reader.skip();
  reader.open();
  const isThere = reader.next(bytes.length) && reader.field === METADATA_FIELD;
  return isThere ? reader.message(readListMeta) : undefined;
}

function readListMeta(reader: WireReader, end: number): ListMetadata {
  let resourceVersion = '';
  let token = '';
  while (reader.next(end)) {
    if (reader.field === 2) resourceVersion = reader.name();
    else if (reader.field === 3) token = reader.name();
    else reader.skip();
  }
  return { resourceVersion, continue: token };
}
