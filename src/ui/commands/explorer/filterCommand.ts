import { window } from 'vscode';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';
import type { CommandContext } from '../target/commandContext.ts';

/**
 * Asks for words and shows only rows that have them, as they are typed; who leaves the question
 * gets back what was shown before.
 */
export function filter({ tree }: CommandContext): Promise<void> {
  const before = tree.filter;
  const box = window.createInputBox();
  box.title = COMMAND_TITLES[COMMANDS.filter];
  box.placeholder = 'e.g. payments not checked';
  box.prompt =
    'Words of the names of pools, nodes, runtime classes and pods, or a state: contradicted, indeterminate, pending, not checked, proven';
  box.value = before;
  return new Promise((resolve) => {
    let isKept = false;
    box.onDidChangeValue((typed) => tree.setFilter(typed));
    box.onDidAccept(() => {
      isKept = true;
      tree.setFilter(box.value);
      box.hide();
    });
    box.onDidHide(() => {
      if (!isKept) tree.setFilter(before);
      box.dispose();
      resolve();
    });
    box.show();
  });
}
