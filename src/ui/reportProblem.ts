import { isAbort } from '../base/abort.ts';
import { describeError, type Log } from '../base/log.ts';
import { problemOf, problemText, UserError } from '../base/problem.ts';
import { COMMANDS } from './ids.ts';
import { showErrorMessage } from './notifications.ts';
import { runCommand } from './runCommand.ts';

/**
 * Logs what went wrong with its cause, and shows it with the next step and a way to the log.
 * Cancelling is silent. Nothing waits for the message.
 */
export function reportProblem(log: Log, error: unknown): void {
  if (isAbort(error)) return;
  // What the product foresaw is no fault of it: a person's mistake, a missing right.
  if (error instanceof UserError) log.warn(describeError(error));
  else log.error(describeError(error));
  void show(error);
}

async function show(error: unknown): Promise<void> {
  const chosen = await showErrorMessage(problemText(problemOf(error)), 'Show Log');
  if (chosen) await runCommand(COMMANDS.showLog);
}
