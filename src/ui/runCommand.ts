import { type Command, commands } from 'vscode';
import type { TreeTarget } from '../model/tree/treeNode.ts';
import type { CommandArguments, TargetRow } from './commandArguments.ts';
import type { CommandId } from './ids.ts';

/** Runs a command of the extension. Resolves when it has ended. */
export function runCommand<Id extends CommandId>(
  id: Id,
  ...args: CommandArguments[Id]
): Thenable<unknown> {
  return commands.executeCommand(id, ...args);
}

/** The row of something, as its menu would hand it over. */
export function rowOf(target: TreeTarget): TargetRow {
  return { node: { target } };
}

/** What a row, a code lens or a code action runs when it is clicked; the title is theirs. */
export function commandLink<Id extends CommandId>(
  id: Id,
  ...args: CommandArguments[Id]
): Pick<Command, 'command' | 'arguments'> {
  return args.length === 0 ? { command: id } : { command: id, arguments: [...args] };
}
