import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import { plainText } from '../../base/text/plainText.ts';
import { ApiError } from '../api/apiError.ts';
import { statusOf } from '../api/statusOf.ts';
import type { Subject } from '../../net/subject.ts';
import type { Connection } from '../api/connection.ts';
import { invalidAnswer, networkError } from '../../net/networkError.ts';
import { eventParser, type RawWatchEvent } from './watchEvent.ts';
import { readEvents } from './readWatchLines.ts';
import { acceptOf, listSubject, type ListedKind } from './listedKind.ts';

/** One change of a watched list. */
export type WatchEvent<Raw> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: Raw }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

/** The API server sends a bookmark about each minute: longer silence means a dead line. */
const SILENCE_MS = 100_000;
const MAX_EVENT_BYTES = 16 * 1024 * 1024;
/**
 * The server ends the watch after this time, in seconds; spread so that watches do not end
 * together.
 */
const WATCH_SECONDS = 300;

/**
 * Follows a list from a resourceVersion until the server ends the watch, which it does every few
 * minutes. Throws when the stream is cut or the server reports an error, `ApiError` with status 410
 * when the version is too old.
 */
export async function* watch<Raw extends RawObject>(
  connection: Connection,
  resource: ListedKind<Raw, unknown>,
  resourceVersion: string,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent<Raw>> {
  const subject = listSubject(connection.cluster.name, resource.plural, 'watch');
  const parse = eventParser<Raw>(resource);
  const body = await connection.stream({
    path: resource.path,
    query: {
      ...resource.query,
      watch: 1,
      allowWatchBookmarks: true,
      resourceVersion,
      timeoutSeconds: Math.round(WATCH_SECONDS * (1 + Math.random())),
    },
    subject,
    signal,
    silenceMs: SILENCE_MS,
    accept: acceptOf(resource),
  });
  try {
    for await (const bytes of readEvents(body, MAX_EVENT_BYTES)) {
      yield parseEvent(bytes, parse, subject);
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : networkError(subject, error);
  } finally {
    body.destroy();
  }
}

function watchError(subject: Subject, object: unknown): ApiError {
  const status = statusOf(object);
  return new ApiError(subject, status.code || 500, status);
}

function parseEvent<Raw extends RawObject>(
  bytes: Buffer,
  parse: (bytes: Buffer) => RawWatchEvent<Raw>,
  subject: Subject,
): WatchEvent<Raw> {
  let event: RawWatchEvent<Raw>;
  try {
    event = parse(bytes);
  } catch (error) {
    throw invalidAnswer(subject, 'an event is not complete', error);
  }
  const object = event?.object;
  if (typeof object !== 'object' || object === null) {
    throw invalidAnswer(subject, 'an event has no object');
  }
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type: event.type, object };
    case 'BOOKMARK':
      return { type: 'BOOKMARK', resourceVersion: object.metadata?.resourceVersion ?? '' };
    case 'ERROR':
      throw watchError(subject, object);
    default:
      throw invalidAnswer(subject, `an event has the type "${plainText(String(event.type), 40)}"`);
  }
}
