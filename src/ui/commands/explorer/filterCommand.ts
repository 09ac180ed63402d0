import { window } from 'vscode';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';
import type { CommandContext } from '../target/commandContext.ts';

/**
 * Asks for words and shows only rows that have them, as they are typed. What was typed stays when
 * the question goes, as it does for a click on a row: the view says so, and has a button to clear
 * it.
 */
export async function filter(context: CommandContext): Promise<void> {
  const tree = await context.tree();
  const box = window.createInputBox();
  box.title = COMMAND_TITLES[COMMANDS.filter];
  box.placeholder = 'e.g. payments not checked';
  box.prompt =
    'Words of the names of pools, nodes, runtime classes and pods, or a state: contradicted, indeterminate, pending, not checked, proven';
  box.value = tree.filter;
  await new Promise<void>((resolve) => {
    box.onDidChangeValue((typed) => tree.setFilter(typed));
    box.onDidAccept(() => box.hide());
    box.onDidHide(() => {
      box.dispose();
      resolve();
    });
    box.show();
  });
}
