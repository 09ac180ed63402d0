import { UserError } from './problem.ts';
import { redact } from './text/redact.ts';

/** Where the product writes what it did. VS Code's `LogOutputChannel` is one. */
export interface Log {
  trace(message: string, ...args: unknown[]): void;
  debug(message: string, ...args: unknown[]): void;
  info(message: string, ...args: unknown[]): void;
  warn(message: string, ...args: unknown[]): void;
  error(message: string | Error, ...args: unknown[]): void;
}

const nothing = (): void => undefined;

/** A log that keeps nothing. */
export const nullLog: Log = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

const MAX_DEPTH = 5;

/**
 * An error with its causes, one a line, secrets taken out. Only what nobody foresaw has a stack: a
 * `UserError` says what it is.
 */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  for (let at = error, depth = 0; at !== undefined && depth < MAX_DEPTH; depth++) {
    if (!(at instanceof Error)) {
      lines.push(typeof at === 'string' ? at : JSON.stringify(at));
      break;
    }
    const isUnforeseen = depth === 0 && !(at instanceof UserError);
    lines.push(isUnforeseen ? (at.stack ?? at.message) : at.message);
    at = at.cause;
  }
  return redact(lines.join('\n  caused by: '));
}
