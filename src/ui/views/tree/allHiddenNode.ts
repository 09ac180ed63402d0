import { messageNode } from '../../../model/tree/messageNode.ts';
import type { TreeNode } from '../../../model/tree/treeNode.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

/** The row that stands alone where every context is hidden. */
export function allHiddenNode(): TreeNode {
  const command = COMMAND_TITLES[COMMANDS.showHiddenContexts];
  return messageNode('', 'hidden', `All contexts are hidden: ${command} is in this view's menu`);
}
