import { badRequest } from '../../kube/statusError.ts';

/** Where the next page of a list starts. */
export interface ContinueToken {
  /** The revision of the whole list; 0 or less: the newest, which is no longer consistent. */
  readonly revision: number;
  /** The last key of the page before. */
  readonly after: string;
}

export function writeContinueToken(token: ContinueToken): string {
  const value = { v: 'meta.k8s.io/v1', rv: token.revision, start: `${token.after}\u0000` };
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function readContinueToken(text: string): ContinueToken {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as {
      rv: number;
      start: string;
    };
    return { revision: value.rv, after: value.start.slice(0, -1) };
  } catch {
    throw badRequest(
      'invalid continue token: continue key is not valid: invalid character looking for beginning of value',
    );
  }
}
