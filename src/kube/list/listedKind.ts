import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Subject } from '../../net/subject.ts';
import type { Shape } from './pickJson.ts';
import type { ReadMessage } from '../protobuf/wireReader.ts';

/** A kind of object that is listed and watched, and how it is reduced to what the product keeps. */
export interface ListedKind<Raw extends RawObject, T> {
  /** The plural, as in the API and in RBAC rules, e.g. `nodes`. */
  readonly plural: string;
  /** The path of the list, e.g. `/api/v1/nodes`. */
  readonly path: string;
  /** Selectors and the like, sent with each page. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** The parts of an object that the projection reads; everything else is stepped over. */
  readonly shape: Shape;
  /**
   * Reads the same parts of the API server's protobuf form; without it the list is asked for in
   * JSON.
   */
  readonly readMessage?: ReadMessage<Raw>;
  /**
   * A new projection for one reading of the list; it may share strings among the items. Of an
   * object that it makes `undefined` of nothing is kept.
   */
  readonly projection: () => (raw: Raw) => T | undefined;
}

/**
 * The forms that a list or watch of a resource is asked in; a server that has only the last is
 * served as well.
 */
export function acceptOf({ readMessage }: { readonly readMessage?: unknown }): string {
  return readMessage ? 'application/vnd.kubernetes.protobuf, application/json' : 'application/json';
}

/** What listing and following a resource needs, for messages. */
export function listSubject(
  cluster: string,
  plural: string,
  verb: 'list' | 'watch' = 'list',
): Subject {
  return { cluster, verb, object: plural, rights: `${verb} on ${plural}` };
}
