import { commands, workspace } from 'vscode';
import { isAbort } from '../../base/abort.ts';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import { describeError, type Log } from '../../base/log.ts';
import { type CommandId, COMMANDS } from '../ids.ts';
import { showProblem } from '../showProblem.ts';
import { assertTrusted } from './workspaceTrust.ts';

/** What a command does with the arguments that VS Code gives it. */
export type RunCommand = (id: CommandId, args: readonly unknown[]) => unknown;

/**
 * Registers every command. One that needs a trusted workspace is refused in another, whatever
 * called it. Cancelling is silent; anything else that goes wrong is logged with its cause and shown
 * with the next step.
 */
export function registerCommands(log: Log, run: RunCommand): Disposable {
  const registered = new Disposables();
  for (const id of Object.values(COMMANDS)) {
    const handle = async (...args: unknown[]): Promise<unknown> => {
      try {
        assertTrusted(id, workspace.isTrusted);
        return await run(id, args);
      } catch (error) {
        if (isAbort(error)) return undefined;
        log.error(describeError(error));
        void showProblem(error);
        return undefined;
      }
    };
    registered.add(commands.registerCommand(id, handle));
  }
  return registered;
}
