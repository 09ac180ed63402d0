import { UserError } from '../../base/problem.ts';
import type { Impersonation } from '../kubeconfig/kubeconfigFile.ts';

/**
 * What proves to an API server who asks: the kubeconfig's user, with files read and plugins run.
 */
export interface Credential {
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM. */
  readonly certificate?: string;
  /** PEM. */
  readonly key?: string;
  readonly impersonation?: Impersonation;
  /** When it must be fetched anew, in milliseconds since the epoch; absent: never. */
  readonly expiresAt?: number;
}

/**
 * The request headers that carry a credential. Names outside of Latin-1 go as their UTF-8 bytes, as
 * kubectl sends them; a token that is no text of a header is refused by a `UserError`.
 */
export function credentialHeaders(credential: Credential): Record<string, string | string[]> {
  const { token, username, password, impersonation } = credential;
  const headers: Record<string, string | string[]> = {};
  if (token !== undefined) headers['Authorization'] = `Bearer ${headerToken(token)}`;
  else if (username !== undefined) {
    const basic = Buffer.from(`${username}:${password ?? ''}`).toString('base64');
    headers['Authorization'] = `Basic ${basic}`;
  }
  if (impersonation) {
    headers['Impersonate-User'] = utf8Bytes(impersonation.user);
    if (impersonation.uid !== undefined) headers['Impersonate-Uid'] = utf8Bytes(impersonation.uid);
    if (impersonation.groups.length > 0) {
      headers['Impersonate-Group'] = impersonation.groups.map(utf8Bytes);
    }
    for (const [key, values] of Object.entries(impersonation.extra)) {
      headers[`Impersonate-Extra-${headerKey(key)}`] = values.map(utf8Bytes);
    }
  }
  return headers;
}

function headerToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UserError({
    kind: 'credential',
    what: 'The token holds characters that no token has',
    next: 'Check where it comes from: a line break, a space or an invisible character may be in it.',
    retryable: false,
  });
}

/** Each byte of a text in UTF-8 as a character, as Node writes headers. */
function utf8Bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * The rest of a header's name for a key of any characters (client-go transport/round_trippers.go
 * `headerKeyEscape`, 1.36).
 */
function headerKey(key: string): string {
  return Buffer.from(key, 'utf8')
    .toString('latin1')
    .replaceAll(
      /[^!#$&'*+.^_`|~\dA-Za-z-]/g,
      (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
}

/**
 * Whether two credentials prove the same; a token file that is read anew mostly says what it said
 * before.
 */
export function isSameCredential(a: Credential, b: Credential): boolean {
  const withoutEnd = (credential: Credential) => JSON.stringify({ ...credential, expiresAt: 0 });
  return a === b || withoutEnd(a) === withoutEnd(b);
}
