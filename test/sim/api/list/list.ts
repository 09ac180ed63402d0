import type { Entry } from '../../kube/entry.ts';
import { badRequest, expired, StatusError } from '../../kube/statusError.ts';
import { readContinueToken, writeContinueToken } from './continueToken.ts';
import { sendBody, type ResourceExchange } from '../exchange.ts';
import { listProtobuf, PROTOBUF } from '../../protobuf/represent.ts';
import { listJson, representationOf } from './representation.ts';
import { isEverything, selectionOf, selects, type Selection } from './selection.ts';

export interface Page {
  readonly revision: number;
  readonly entries: readonly Entry[];
  readonly continueToken?: string;
  /** How many items follow; only known without selectors. */
  readonly remaining?: number;
}

const TOO_OLD_PAGE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** Answers a list, whole or a page of it. */
export async function serveList(exchange: ResourceExchange): Promise<void> {
  const { type, cluster, info } = exchange;
  if (exchange.faults.some((fault) => fault.kind === 'expired')) throw expired(TOO_OLD_PAGE);
  cluster.requests.count('list', type.resource);
  const page = readPage(exchange, selectionOf(type, info));
  const representation = representationOf(exchange);
  const metadata = {
    resourceVersion: String(page.revision),
    continue: page.continueToken,
    remainingItemCount: page.remaining,
  };
  if (representation === 'protobuf') {
    const list = listProtobuf(type, page.entries, metadata, (size) => {
      const memory = cluster.pageMemory.take(size);
      exchange.out.onClose(() => cluster.pageMemory.give(memory));
      return memory;
    });
    await sendBody(exchange, 200, list, { 'Content-Type': PROTOBUF });
  } else {
    await sendBody(exchange, 200, listJson(type, page.entries, metadata, representation));
  }
}

/** The page that a list request asks for. */
export function readPage(exchange: ResourceExchange, selection: Selection): Page {
  const { type, cluster, info } = exchange;
  const limit = readNumber(info.query.get('limit')) ?? 0;
  const start = startOf(exchange);
  const table = cluster.store.table(type);
  const entries: Entry[] = [];
  let isMore = false;
  for (const entry of table.scan(selection.prefix, start.after, start.revision)) {
    if (!selects(selection, entry)) continue;
    isMore = limit > 0 && entries.length === limit;
    if (isMore) break;
    entries.push(entry);
  }
  const last = entries.at(-1);
  if (!isMore || last === undefined) return { revision: start.revision, entries };
  return {
    revision: start.revision,
    entries,
    continueToken: writeContinueToken({ revision: start.revision, after: last.key }),
    ...(isEverything(selection) ? { remaining: table.countAfter(selection.prefix, last.key) } : {}),
  };
}

function startOf(exchange: ResourceExchange): { revision: number; after: string } {
  const { cluster, type, info } = exchange;
  const table = cluster.store.table(type);
  const now = cluster.store.revision;
  const asked = info.query.get('resourceVersion') ?? '';
  const text = info.query.get('continue') ?? '';
  const match = info.query.get('resourceVersionMatch') ?? '';
  if (match !== '') checkMatch(match, asked, text);
  if (text !== '') {
    if (asked !== '' && asked !== '0') {
      throw badRequest('specifying resource version is not allowed when using continue');
    }
    const token = readContinueToken(text);
    if (token.revision <= 0) return { revision: now, after: token.after };
    if (table.since(token.revision) === undefined) throw tooOldPage(token);
    return token;
  }
  const revision = readVersion(asked);
  if (revision > now) throw tooNew(revision, now);
  if (match !== 'Exact') return { revision: now, after: '' };
  if (table.since(revision) === undefined) {
    throw expired('The resourceVersion for the provided list is too old.');
  }
  return { revision, after: '' };
}

function checkMatch(match: string, version: string, token: string): void {
  if (token !== '') {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden when continue is provided',
    );
  }
  if (version === '') {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (match === 'Exact' && version === '0') {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    );
  }
}

/** The refusal of a query parameter of a list or watch. */
export function forbiddenOption(field: string, why: string): StatusError {
  const message = `ListOptions.meta.k8s.io "" is invalid: ${field}: Forbidden: ${why}`;
  return new StatusError(422, 'Invalid', message, {
    group: 'meta.k8s.io',
    kind: 'ListOptions',
    causes: [{ reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field }],
  });
}

function tooOldPage(token: { after: string }): StatusError {
  const error = expired(TOO_OLD_PAGE);
  const rest = writeContinueToken({ revision: -1, after: token.after });
  error.status.metadata = { continue: rest };
  return error;
}

/** The client has seen a revision that this server does not have. */
function tooNew(asked: number, now: number): StatusError {
  const message = `Timeout: Too large resource version: ${asked}, current: ${now}`;
  return new StatusError(504, 'Timeout', message, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
}

function readVersion(text: string): number {
  if (/^\d*$/.test(text)) return Number(text);
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

/** A numeric query parameter; throws 400 on anything else. */
export function readNumber(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}
