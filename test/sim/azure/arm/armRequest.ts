import { textOf } from '../../kube/textOf.ts';
import type { JsonObject } from '../../kube/json.ts';

/** One request to Azure Resource Manager. */
export interface ArmRequest {
  readonly method: string;
  readonly path: string;
  /** The parts of the path as they were written. */
  readonly parts: readonly string[];
  /** The same in lower case: Azure does not tell cases apart. */
  readonly lower: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Where the caller reached the server: links in answers lead there. */
  readonly origin: string;
  readonly body: JsonObject;
}

export interface ArmAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** None for 202 and 204. */
  readonly body?: unknown;
}

/** What the server was asked, in order. */
export interface ArmLogEntry {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly status: number;
  readonly at: number;
}

/** Reads method, address and body; names of parts keep their case. */
export function armRequest(
  method: string,
  url: string,
  headers: ArmRequest['headers'],
  body: JsonObject,
): ArmRequest {
  const origin = `https://${textOf(headers['host'])}`;
  const { pathname, searchParams } = new URL(url, origin);
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  return {
    method,
    path: pathname,
    parts,
    lower: parts.map((part) => part.toLowerCase()),
    query: searchParams,
    headers,
    origin,
    body,
  };
}
