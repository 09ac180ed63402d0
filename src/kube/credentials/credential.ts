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

/** The request headers that carry a credential. */
export function credentialHeaders(credential: Credential): Record<string, string | string[]> {
  const { token, username, password, impersonation } = credential;
  const headers: Record<string, string | string[]> = {};
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
  else if (username !== undefined) {
    const basic = Buffer.from(`${username}:${password ?? ''}`).toString('base64');
    headers['Authorization'] = `Basic ${basic}`;
  }
  if (impersonation) {
    headers['Impersonate-User'] = impersonation.user;
    if (impersonation.uid !== undefined) headers['Impersonate-Uid'] = impersonation.uid;
    if (impersonation.groups.length > 0) headers['Impersonate-Group'] = [...impersonation.groups];
    for (const [key, values] of Object.entries(impersonation.extra)) {
      headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = [...values];
    }
  }
  return headers;
}

/**
 * Whether two credentials prove the same; a token file that is read anew mostly says what it said
 * before.
 */
export function isSameCredential(a: Credential, b: Credential): boolean {
  const withoutEnd = (credential: Credential) => JSON.stringify({ ...credential, expiresAt: 0 });
  return a === b || withoutEnd(a) === withoutEnd(b);
}
