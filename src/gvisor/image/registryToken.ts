import { Readable } from 'node:stream';
import { readBytes } from '../../net/readBody.ts';

const MAX_TOKEN_BYTES = 64 * 1024;

/**
 * The token that a registry gives to anybody, as `WWW-Authenticate: Bearer
 * realm="…",service="…",scope="…"` tells where to ask for it; `undefined` when it gives none. Only
 * https is asked, of the address that the registry named and no other, and nothing is sent but what
 * it named: where an address leads on to, e.g. into this network, is not to be told to it. Source:
 * distribution/distribution docs/content/spec/auth/token.md (2026-08).
 */
export async function anonymousToken(
  challenge: string,
  signal: AbortSignal,
  ask: typeof fetch,
): Promise<string | undefined> {
  const url = tokenUrl(challenge);
  if (url === undefined) return undefined;
  const answer = await ask(url, { signal, redirect: 'error' });
  if (!answer.ok || !answer.body) return undefined;
  const body = await readBytes(Readable.from(answer.body), MAX_TOKEN_BYTES);
  const { token, access_token: accessToken } = JSON.parse(body.toString('utf8')) as Record<
    string,
    unknown
  >;
  const given = token ?? accessToken;
  return typeof given === 'string' && given !== '' ? given : undefined;
}

/** Where a challenge says that tokens are. */
export function tokenUrl(challenge: string): string | undefined {
  const [, parameters] = /^Bearer\s+(.*)$/i.exec(challenge) ?? [];
  if (parameters === undefined) return undefined;
  const pairs = parameters.matchAll(/(\w+)="([^"]*)"/g);
  const {
    realm = '',
    service,
    scope,
  } = Object.fromEntries(
    [...pairs].map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  ) as { readonly realm?: string; readonly service?: string; readonly scope?: string };
  const url = URL.parse(realm);
  if (url?.protocol !== 'https:') return undefined;
  if (service !== undefined) url.searchParams.set('service', service);
  if (scope !== undefined) url.searchParams.set('scope', scope);
  return url.href;
}
