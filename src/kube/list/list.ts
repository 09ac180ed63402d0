import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Subject } from '../../net/subject.ts';
import type { Connection } from '../api/connection.ts';
import { invalidAnswer, networkError, tooMuch } from '../../net/networkError.ts';
import { DeadlineError, within } from '../../net/within.ts';
import { isProtobuf } from '../protobuf/envelope.ts';
import { pageParser, type RawPage } from './page.ts';
import { PagesAhead } from './pagesAhead.ts';
import { TokenCircle } from './tokenCircle.ts';
import { BodyReader } from '../../net/readBody.ts';
import { acceptOf, listSubject, type ListedKind } from './listedKind.ts';

/** A whole list and the state of the cluster that it shows. */
export interface Listed<T> {
  readonly items: Map<string, T>;
  readonly resourceVersion: string;
}

/**
 * Until it is known how large the objects are, and while the code that reads them is still cold.
 */
const FIRST_LIMIT = 50;
const MAX_LIMIT = 500;
const MIN_LIMIT = 20;
/** A page of this many bytes is read in a few milliseconds: the editor does not feel it. */
const PAGE_BYTES = 2_000_000;

/**
 * Reads a list page by page; each page is projected and dropped, so that memory holds only what is
 * kept. The next pages are on their way while one is worked through, and pages of large objects get
 * smaller. Throws `ApiError` with status 410 when the list took too long.
 */
export async function listAll<Raw extends RawObject, T>(
  connection: Connection,
  resource: ListedKind<Raw, T>,
  signal: AbortSignal,
): Promise<Listed<T>> {
  // A sign-in has a time of its own.
  await connection.client(signal);
  try {
    return await within(connection.bounds.listMs, signal, (stop) =>
      allPages(connection, resource, stop),
    );
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    throw networkError(listSubject(connection.cluster.name, resource.plural), error);
  }
}

async function allPages<Raw extends RawObject, T>(
  connection: Connection,
  resource: ListedKind<Raw, T>,
  signal: AbortSignal,
): Promise<Listed<T>> {
  const subject = listSubject(connection.cluster.name, resource.plural);
  const project = resource.projection();
  const parse = pageParser<Raw>(resource);
  const { path } = resource;
  const accept = acceptOf(resource);
  const reader = new BodyReader();
  const items = new Map<string, T>();
  let limit = FIRST_LIMIT;
  const pages = new PagesAhead((token, onHead) => {
    const query = { ...resource.query, limit, continue: token };
    return connection.bytes({ path, query, subject, signal, accept }, reader, onHead);
  });
  const circle = new TokenCircle();
  let resourceVersion = '';
  for (let seen = 0; ;) {
    const bytes = await pages.take();
    if (!bytes) return { items, resourceVersion };
    signal.throwIfAborted();
    const { metadata, items: page } = parsePage(bytes, parse, subject);
    for (const raw of page) {
      const key = objectKeyOf(raw);
      const kept = key === '' ? undefined : project(raw);
      if (kept !== undefined) items.set(key, kept);
    }
    resourceVersion = metadata?.resourceVersion ?? '';
    limit = pageLimit(page.length, bytes.length);
    reader.reuse(bytes);
    // A page of nothing counts, too: else they would go on for ever.
    seen += Math.max(page.length, MIN_LIMIT);
    if (seen > connection.bounds.objects) {
      throw tooMuch(subject, `it has more than ${connection.bounds.objects} objects`);
    }
    const next = metadata?.continue || undefined;
    if (next !== undefined && circle.closes(next)) {
      throw tooMuch(subject, 'its pages go in a circle');
    }
    pages.follow(next);
    await nextTurn();
  }
}

function parsePage<Raw>(
  bytes: Buffer,
  parse: (bytes: Buffer) => RawPage<Raw> | undefined,
  subject: Subject,
): RawPage<Raw> {
  let page: RawPage<Raw> | undefined;
  try {
    page = parse(bytes);
  } catch (error) {
    throw invalidAnswer(subject, whyUnread(bytes), error);
  }
  if (!page) throw invalidAnswer(subject, 'it is no list');
  return page;
}

function whyUnread(bytes: Buffer): string {
  if (bytes.length === 0) return 'it is empty';
  const isBegun = isProtobuf(bytes) || /^\s*[{[]/.test(bytes.toString('latin1', 0, 100));
  return isBegun ? 'it is not complete' : 'it is neither JSON nor protobuf';
}

/**
 * How many objects to ask for next, after a page of `count` objects had `size` bytes: twice as many
 * at most.
 */
export function pageLimit(count: number, size: number): number {
  if (count === 0 || size === 0) return FIRST_LIMIT;
  const fitting = Math.floor(PAGE_BYTES / (size / count));
  return Math.max(MIN_LIMIT, Math.min(MAX_LIMIT, 2 * count, fitting));
}

/**
 * What tells an object from others of its kind: its uid, which is there already as one string;
 * empty without a name.
 */
export function objectKeyOf(raw: RawObject | null): string {
  const metadata = raw?.metadata;
  if (typeof metadata?.name !== 'string' || metadata.name === '') return '';
  const { uid, namespace = '', name } = metadata;
  return typeof uid === 'string' && uid !== '' ? uid : `${namespace}/${name}`;
}
