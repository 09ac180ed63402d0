import { type ChildProcess, spawn } from 'node:child_process';
import { abortError } from '../../base/abort.ts';
import type { Environment } from '../../net/proxy.ts';

export interface ProgramRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  /** How long it may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Output on either stream beyond this many characters ends it. */
  readonly largestOutput: number;
  /** Told all that is on stderr until now; gives how long it may still take, where that changes. */
  readonly onStderr?: (stderr: string) => number | undefined;
  readonly signal: AbortSignal;
}

/** How a program ended. */
export type ProgramEnd =
  /** Without a code by a signal of somebody else. */
  | { readonly kind: 'exited'; readonly code: number | undefined }
  /** It took longer than so many milliseconds. */
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'flood' };

export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly end: ProgramEnd;
}

/**
 * Runs a program without input and without a shell, and ends it with all that it has started when
 * it takes too long, prints too much or is cancelled. Rejects with the error of the system where it
 * cannot be started, and when it is cancelled.
 */
export function runProgram(run: ProgramRun): Promise<ProgramResult> {
  const { signal, largestOutput } = run;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError());
      return;
    }
    const child = spawn(run.command, [...run.args], {
      env: run.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: HAS_GROUPS,
    });
    const printed = { stdout: '', stderr: '' };
    const collect = (stream: keyof typeof printed, data: Buffer): void => {
      const before = printed[stream];
      if (before.length + data.length > largestOutput) stop({ kind: 'flood' });
      if (before.length <= largestOutput) printed[stream] += data.toString('utf8');
    };
    child.stdout.on('data', (data: Buffer) => collect('stdout', data));
    child.stderr.on('data', (data: Buffer) => {
      collect('stderr', data);
      const ms = run.onStderr?.(printed.stderr);
      if (ms !== undefined) allow(ms);
    });
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancelled);
      process.off('exit', kill);
      settle();
    };
    const ended = (end: ProgramEnd): void => finish(() => resolve({ ...printed, end }));
    const kill = (): void => killWithChildren(child);
    const abandon = (): void => {
      kill();
      // What it started elsewhere may hold the pipes open: nobody waits for it.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const stop = (end: ProgramEnd): void => {
      abandon();
      ended(end);
    };
    const cancelled = (): void => {
      abandon();
      finish(() => reject(abortError()));
    };
    // It is in a group of its own, which no Ctrl+C reaches.
    process.on('exit', kill);
    let timer: NodeJS.Timeout | undefined;
    const allow = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => stop({ kind: 'timeout', afterMs: ms }), ms);
    };
    allow(run.timeoutMs);
    signal.addEventListener('abort', cancelled, { once: true });
    child.on('error', (error) => finish(() => reject(error)));
    child.on('close', (code) => ended({ kind: 'exited', code: code ?? undefined }));
  });
}

/** Windows knows no groups of processes. */
const HAS_GROUPS = process.platform !== 'win32';

/** Ends a program and what it has started: a script that asks another one is no rarity. */
function killWithChildren(child: ChildProcess): void {
  try {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // All of them have ended.
  }
}
