import { pickJson } from './pickJson.ts';
import { isProtobuf, openEnvelope } from './protobuf/envelope.ts';
import { listMetadata } from './protobuf/listMetadata.ts';
import { listOf } from './protobuf/messages.ts';
import { pickProtobuf } from './protobuf/pickProtobuf.ts';
import type { Resource } from './resource.ts';

/** A page of a list, of each item what its resource's shape names. */
export interface RawPage<Raw> {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items: readonly Raw[];
}

/**
 * Makes a parser of the pages of a list, in protobuf or JSON; it gives `undefined` for what is no list and
 * throws a `SyntaxError` on what is not complete.
 */
export function pageParser<Raw>({
  shape,
  message,
}: Pick<Resource<never, unknown>, 'shape' | 'message'>): (
  bytes: Buffer,
) => RawPage<Raw> | undefined {
  const wanted = { metadata: { resourceVersion: true, continue: true }, items: shape } as const;
  const fromJson = pickJson(wanted);
  const fromProtobuf = message && pickProtobuf(listOf(message), wanted);
  return (bytes) => {
    if (fromProtobuf && isProtobuf(bytes)) {
      // A list without items has no such field.
      return { items: [], ...fromProtobuf(openEnvelope(bytes)) };
    }
    const page = fromJson(bytes) as RawPage<Raw> | null;
    return Array.isArray(page?.items) ? page : undefined;
  };
}

/**
 * How to ask for the page after this one, as far as the beginning of a page tells: a list's metadata stands
 * before its items. In protobuf the last page has an empty token.
 */
export function continueToken(head: Buffer): string | undefined {
  if (!isProtobuf(head)) {
    return /^\{[^[]*?"continue":"([\w+/=.-]+)"/.exec(head.toString('latin1', 0, 1000))?.[1];
  }
  try {
    const { continue: token } = listMetadata(head) as { continue?: string };
    return token || undefined;
  } catch {
    return undefined;
  }
}
