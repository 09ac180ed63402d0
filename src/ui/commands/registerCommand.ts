import { commands } from 'vscode';
import { isAbort } from '../../base/abort.ts';
import type { Disposable } from '../../base/disposable.ts';
import { describeError, type Log } from '../../base/log.ts';
import type { CommandId } from '../ids.ts';
import { showProblem } from '../showProblem.ts';

/**
 * Registers a command. Cancelling is silent; anything else that goes wrong is logged with its cause and
 * shown with the next step.
 */
export function registerCommand(
  id: CommandId,
  log: Log,
  run: (...args: unknown[]) => unknown,
): Disposable {
  return commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      if (isAbort(error)) return undefined;
      log.error(describeError(error));
      void showProblem(error);
      return undefined;
    }
  });
}
