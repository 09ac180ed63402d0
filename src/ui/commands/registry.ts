import { commands, workspace } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { type CommandId, COMMANDS } from '../ids.ts';
import { reportProblem } from '../reportProblem.ts';
import { assertTrusted } from './workspaceTrust.ts';

/** What a command does with the arguments that VS Code gives it. */
export type RunCommand = (id: CommandId, args: readonly unknown[]) => unknown;

/**
 * Registers every command. One that needs a trusted workspace is refused in another, whatever
 * called it. What goes wrong is reported.
 */
export function registerCommands(log: Log, run: RunCommand): Disposable {
  const registered = new Disposables();
  for (const id of Object.values(COMMANDS)) {
    const handle = async (...args: unknown[]): Promise<unknown> => {
      try {
        assertTrusted(id, workspace.isTrusted);
        return await run(id, args);
      } catch (error) {
        reportProblem(log, error);
        return undefined;
      }
    };
    registered.add(commands.registerCommand(id, handle));
  }
  return registered;
}
