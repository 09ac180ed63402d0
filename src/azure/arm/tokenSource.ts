/** What a token is for. */
export interface TokenRequest {
  readonly scope: string;
  /** The tenant that it is of; the account's own when it is absent. */
  readonly tenant?: string;
  /** What a server wants to know more: the decoded JSON of a claims challenge. */
  readonly claims?: string;
  /**
   * Whether the person may be asked to answer the claims: only before something is changed, which
   * they asked for.
   */
  readonly mayAsk?: boolean;
  /** Whether the token of before was refused: it is asked for anew. */
  readonly renewed?: true;
}

/** Gives access tokens of the person who signed in. Nothing of them is kept here. */
export interface TokenSource {
  /**
   * Throws a `UserError` of kind `unauthorized` when the person is not signed in or Entra ID
   * refuses.
   */
  token(request: TokenRequest, signal: AbortSignal): Promise<string>;
}

/** How long before its end a token counts as over, in milliseconds: clocks differ. */
const SKEW_MS = 60_000;

/** When a token ends, in milliseconds since the epoch; a text that is no JWT is taken as over. */
export function tokenExpiry(token: string): number {
  const [, payload = ''] = token.split('.');
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
      exp?: unknown;
    };
    return typeof exp === 'number' ? exp * 1000 - SKEW_MS : 0;
  } catch {
    return 0;
  }
}
