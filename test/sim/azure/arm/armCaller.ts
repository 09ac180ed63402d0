import { unauthorized, type ArmError } from './armError.ts';

/** Who a bearer token is of, as far as it says. */
export interface ArmCaller {
  readonly name: string;
  /** The tenant that the token is for; a token that names none sees all. */
  readonly tenant: string | undefined;
  /** Whether the person signed in with a second factor. */
  readonly hasMfa: boolean;
}

const AUDIENCES: ReadonlySet<string> = new Set([
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://management.chinacloudapi.cn',
  'https://management.usgovcloudapi.net',
]);

const CHALLENGE =
  'Bearer authorization_uri="https://login.microsoftonline.com/", error="invalid_token"';

/** Reads the token of a request; any JWT is taken, as its signature is not looked at. Throws 401. */
export function callerOf(authorization: string | undefined, now: number): ArmCaller {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    throw refusal(
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
    );
  }
  const claims = claimsOf(token);
  if (!claims) {
    throw refusal('InvalidAuthenticationToken', 'The access token is invalid.');
  }
  const audience = text(claims['aud']).replace(/\/$/, '');
  if (audience !== '' && !AUDIENCES.has(audience)) {
    throw refusal(
      'InvalidAuthenticationTokenAudience',
      `The access token has been obtained for wrong audience or resource '${audience}'.`,
    );
  }
  if (typeof claims['exp'] === 'number' && claims['exp'] * 1000 <= now) {
    throw refusal(
      'ExpiredAuthenticationToken',
      'The access token expiry UTC time is earlier than current UTC time.',
    );
  }
  return {
    name: text(claims['upn']) || 'ada@contoso.example',
    tenant: text(claims['tid']) || undefined,
    hasMfa: Array.isArray(claims['acrs']) && claims['acrs'].includes('p1'),
  };
}

/** The claims of a JWT; `undefined` for any other text. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}

/** A token as Entra ID makes them, without a signature. */
export function unsignedToken(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.none`;
}

function refusal(code: string, message: string): ArmError {
  return unauthorized(code, message, CHALLENGE);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
