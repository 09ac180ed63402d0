import { problemOf } from '../../base/problem.ts';
import { plainText } from '../../base/text/plainText.ts';

const MAX_TEXT = 500;

/** What is said of an error that nobody foresaw: one line; its stack is for `--verbose`. */
export function unforeseenText(error: unknown): string {
  return plainText(problemOf(error).what, MAX_TEXT);
}

/** Whether more is to be told than what happened. */
export function isVerbose(argv: readonly string[]): boolean {
  return argv.some((arg) => arg === '-v' || arg === '--verbose');
}
