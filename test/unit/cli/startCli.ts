import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const CLI = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.ts');

/** What a run of the command line came to. */
export interface Ran {
  /** `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment of the tests. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Whether more of it could come. */
  readonly stdinStays?: boolean;
}

/** Starts the command line as it stands in the sources. */
export function startCli(
  args: readonly string[],
  { cwd, env, stdin = '', stdinStays = false }: RunOptions = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ran> } {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...process.env, ...env } });
  // It may end before it has read all.
  child.stdin.on('error', () => undefined);
  child.stdin.write(stdin);
  if (!stdinStays) child.stdin.end();
  const closed = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const ended = Promise.all([closed, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]) => ({ code, stdout, stderr }),
  );
  return { child, ended };
}

/** Runs the command line to its end. */
export function runCli(args: readonly string[], options?: RunOptions): Promise<Ran> {
  return startCli(args, options).ended;
}
