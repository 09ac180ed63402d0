import { abortError } from '../../base/abort.ts';
import { plainText } from '../../base/text/plainText.ts';
import { UserError } from '../../base/problem.ts';
import { redact } from '../../base/text/redact.ts';
import { type JsonObject, objectOf, objectsOf } from '../arm/json.ts';

/** How long the Azure CLI may take, in milliseconds. */
export const MAX_AZ_MS = 30_000;

/** As the identity library has it: any other folder may hold settings of `az`. */
const FOLDER = process.platform === 'win32' ? (process.env['SystemRoot'] ?? 'C:\\Windows') : '/';

/**
 * What a command of the Azure CLI prints as JSON: an object, or each object of a list. `args` have
 * nothing that a person typed. Throws a `UserError` with the next step when there is no `az`, when
 * nobody is signed in to it, and when it fails.
 */
export async function runAz(
  args: readonly string[],
  signal: AbortSignal,
): Promise<readonly JsonObject[]> {
  const { execFile, isProcessError } = await import('./identitySdk.ts');
  const command = `az ${args.join(' ')}`;
  try {
    const { stdout } = await execFile('az', [...args, '--output', 'json'], {
      encoding: 'utf8',
      allowWindowsBatchFiles: true,
      cwd: FOLDER,
      timeout: MAX_AZ_MS,
      windowsHide: true,
      signal,
    });
    const printed: unknown = JSON.parse(stdout);
    return Array.isArray(printed) ? objectsOf(printed) : [objectOf(printed)];
  } catch (error) {
    if (signal.aborted) throw abortError();
    if (!isProcessError(error)) throw failed(command, 'printed something else than JSON', error);
    if (error.code === 'ENOENT') throw noAzureCli(error);
    const said = String(error.stderr ?? '');
    if (/az login/.test(said)) throw signedOut('Nobody is signed in to the Azure CLI', '', error);
    const last = plainText(redact(said.trim().split('\n').at(-1) ?? ''), 300);
    throw failed(
      command,
      last === '' ? `failed (${error.code ?? 'no exit code'})` : `says "${last}"`,
      error,
    );
  }
}

export function noAzureCli(cause: unknown): UserError {
  return new UserError(
    {
      kind: 'credential',
      what: 'The Azure CLI (az) is not there',
      next: 'Install it (https://aka.ms/azcli), or use a kubeconfig.',
      retryable: false,
    },
    cause,
  );
}

/** Nobody, or not enough, is signed in; `options` are those of the command that mends it. */
export function signedOut(what: string, options: string, cause?: unknown): UserError {
  return new UserError(
    { kind: 'unauthorized', what, next: `Run az login${options}.`, retryable: false },
    cause,
  );
}

function failed(command: string, how: string, cause: unknown): UserError {
  return new UserError(
    { kind: 'credential', what: `The command ${command} ${how}`, next: '', retryable: false },
    cause,
  );
}
