/** What sort of thing went wrong; decides the retry and the action that is offered. */
export type ProblemKind =
  | 'forbidden'
  | 'unauthorized'
  | 'unreachable'
  | 'certificate'
  | 'timeout'
  | 'throttled'
  | 'server'
  | 'invalid-answer'
  | 'not-found'
  | 'conflict'
  | 'quota'
  | 'capacity'
  | 'policy'
  | 'configuration'
  | 'credential'
  | 'internal';

/**
 * Something that went wrong, in words for the person: what happened on which object, and what to do
 * next.
 */
export interface Problem {
  readonly kind: ProblemKind;
  /** One sentence without a full stop, naming the object. */
  readonly what: string;
  /**
   * The next step, as an instruction; empty where only waiting helps. It is true wherever it is
   * read: that something is tried again by itself is added by who does so, and a log is named where
   * there is one.
   */
  readonly next: string;
  /** True when the same request may succeed later without the person changing anything. */
  readonly retryable: boolean;
}

/** An error meant for the person who uses the product; the raw cause goes to the log only. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly problem: Problem;
  /** How long the server asks to wait before the next try, in milliseconds. */
  readonly retryAfterMs: number = 0;

  constructor(problem: Problem, cause?: unknown) {
    super(problemText(problem), { cause });
    this.problem = problem;
  }
}

/** What a person is told where something was done once: nothing tries it again by itself. */
export function problemText({ what, next, retryable }: Problem): string {
  const step = next === '' && retryable ? 'Try again.' : next;
  return step === '' ? `${what}.` : `${what}. ${step}`;
}

/** Said by what asks again until it succeeds. */
export const TRIED_AGAIN = 'It is tried again by itself.';

/** Said by what reads a file again when it changes. */
export const READ_AGAIN = 'It is read again by itself.';

/** The next step of a problem where something goes on by itself, which `again` says. */
export function nextBeside(
  { next }: Problem,
  again: typeof TRIED_AGAIN | typeof READ_AGAIN,
): string {
  return next === '' ? again : `${next} ${again}`;
}

/** The problem an error stands for. What nobody foresaw is `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof UserError) return error.problem;
  const text = error instanceof Error ? error.message : String(error);
  return {
    kind: 'internal',
    what: `Something unexpected happened: ${text}`,
    next: '',
    retryable: true,
  };
}
