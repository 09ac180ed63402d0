import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import { pickJson } from './pickJson.ts';
import { isProtobuf, openEnvelope } from '../protobuf/envelope.ts';
import { protobufParser } from '../protobuf/protobufParser.ts';
import { readList, readListHead } from '../protobuf/readList.ts';
import type { ListedKind } from './listedKind.ts';

/** A page of a list, of each item what its resource's shape names. */
export interface RawPage<Raw> {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items: readonly Raw[];
}

type JsonPage<Raw> = Omit<RawPage<Raw>, 'items'> & { readonly items?: readonly Raw[] | null };

/**
 * Makes a parser of the pages of a list, in protobuf or JSON; it gives `undefined` for what is no
 * list and throws a `SyntaxError` on what is not complete.
 */
export function pageParser<Raw>({
  shape,
  readMessage,
}: Pick<ListedKind<Raw & RawObject, unknown>, 'shape' | 'readMessage'>): (
  bytes: Buffer,
) => RawPage<Raw> | undefined {
  const fromJson = pickJson({ metadata: { resourceVersion: true, continue: true }, items: shape });
  const fromProtobuf = readMessage && protobufParser(readList(readMessage));
  return (bytes) => {
    if (fromProtobuf && isProtobuf(bytes)) return fromProtobuf(openEnvelope(bytes));
    const page = fromJson(bytes) as JsonPage<Raw> | null;
    // What a server without any object of a kind may say in Go.
    if (page?.items === null) return { ...page, items: [] };
    const items = page?.items;
    return Array.isArray(items) ? { ...page, items } : undefined;
  };
}

/**
 * How to ask for the page after this one, as far as the beginning of a page tells: a list's
 * metadata stands before its items. In protobuf the last page has an empty token.
 */
export function continueToken(head: Buffer): string | undefined {
  if (!isProtobuf(head)) {
    return /^\{[^[]*?"continue":"([\w+/=.-]+)"/.exec(head.toString('latin1', 0, 1000))?.[1];
  }
  try {
    return readListHead(head)?.continue || undefined;
  } catch {
    return undefined;
  }
}
