import { problemOf, problemText } from '../base/problem.ts';
import { COMMANDS } from './ids.ts';
import { showErrorMessage } from './notifications.ts';
import { runCommand } from './runCommand.ts';

/** Shows what went wrong, with a way to the log. Resolves when the message is gone. */
export async function showProblem(error: unknown): Promise<void> {
  const chosen = await showErrorMessage(problemText(problemOf(error)), 'Show Log');
  if (chosen) await runCommand(COMMANDS.showLog);
}
