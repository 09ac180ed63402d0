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
  | 'configuration'
  | 'credential'
  | 'internal';

/** Something that went wrong, in words for the person: what happened on which object, and what to do next. */
export interface Problem {
  readonly kind: ProblemKind;
  /** One sentence without a full stop, naming the object. */
  readonly what: string;
  /** The next step, as an instruction. */
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
    super(`${problem.what}. ${problem.next}`, { cause });
    this.problem = problem;
  }
}

/** A problem with something that is done once, so that nothing tries it again by itself. */
export function problemText({ what, next }: Problem): string {
  return `${what}. ${next.replace(/^It is (?:tried|read) again by itself/, 'Try again')}`;
}

/** The problem an error stands for. What nobody foresaw is `internal` and points at the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof UserError) return error.problem;
  const text = error instanceof Error ? error.message : String(error);
  return {
    kind: 'internal',
    what: `Something unexpected happened: ${text}`,
    next: 'See the log for details.',
    retryable: true,
  };
}
