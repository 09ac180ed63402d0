import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A call of the sign-in provider of the tests. */
export interface SignInCall {
  readonly provider: string;
  readonly call: string;
  readonly scopes: readonly string[];
}

/** A file to which the sign-in provider of the tests writes, and how it is read. */
export interface SignInLog {
  /** Variables for the extension host. */
  readonly env: Readonly<Record<string, string>>;
  /** The calls for tokens; VS Code itself asks for all sessions too. */
  calls(): readonly SignInCall[];
}

export function signInLog(): SignInLog {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'sign-in-')), 'calls');
  writeFileSync(file, '');
  return {
    env: { AKS_SANDBOX_SIGN_IN_LOG: file },
    calls: () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Partial<SignInCall>)
        .filter((call): call is SignInCall => call.scopes !== undefined),
  };
}
