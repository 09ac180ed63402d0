import { UserError } from '../../base/problem.ts';
import { redact } from '../../base/text/redact.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { ExecResult } from '../exec/exec.ts';
import type { ProgramResult } from '../programs/runProgram.ts';

/** What kubectl says last when the command ended so (kubectl pkg/cmd/util/helpers.go, 1.36). */
const COMMAND_ENDED = /(?:^|\n)command terminated with exit code (\d+)\n?$/;

/** What the kubelet says when a command could not be started. */
const NOT_STARTED = /^(?:error: )?Internal error occurred: (.*)$/m;

/**
 * What became of a command that `kubectl exec` ran. Throws a `UserError` where kubectl itself could
 * not run it.
 */
export function kubectlEnd({ stdout, stderr, end }: ProgramResult): ExecResult {
  if (end.kind !== 'exited') return { stdout, stderr, end: { kind: end.kind } };
  const { code } = end;
  if (code === 0) return { stdout, stderr, end: { kind: 'exited', code } };
  const ended = COMMAND_ENDED.exec(stderr);
  if (ended && Number(ended[1]) === code) {
    const own = stderr.slice(0, ended.index);
    return { stdout, stderr: own, end: { kind: 'exited', code } };
  }
  const [, why] = NOT_STARTED.exec(stderr) ?? [];
  if (why !== undefined) {
    const message = plainText(redact(why), 500);
    return { stdout, stderr: '', end: { kind: 'not-started', message } };
  }
  throw kubectlFailed(stderr, code);
}

function kubectlFailed(stderr: string, code: number | undefined): UserError {
  const last = stderr.trim().split('\n').at(-1) ?? '';
  const said = plainText(redact(last.replace(/^[Ee]rror:? /, '')), 300);
  return new UserError({
    kind: 'server',
    what: `kubectl exec failed (exit code ${code ?? 'unknown'})${said === '' ? '' : `: ${said}`}`,
    next: 'Run it in a terminal and see what it says.',
    retryable: false,
  });
}
