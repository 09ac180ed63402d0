import {
  type Command,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import type { CommandArguments } from '../../commandArguments.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { type CommandId, COMMANDS } from '../../ids.ts';
import { commandLink, rowOf } from '../../runCommand.ts';
import type { TreeNode } from '../../../model/tree/treeNode.ts';

/** A node as the editor wants it. The tooltip comes later, when somebody hovers. */
export function treeItem(node: TreeNode, expanded = node.expanded): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node, expanded));
  item.id = node.id;
  item.description = node.description;
  item.contextValue = contextValue(node);
  item.iconPath = node.icon.color
    ? new ThemeIcon(node.icon.id, new ThemeColor(node.icon.color))
    : new ThemeIcon(node.icon.id);
  item.accessibilityInformation = { label: node.accessibleLabel };
  const command = clickedCommand(node);
  if (command) item.command = command;
  return item;
}

/** What a click on a row runs; `undefined` where it only opens what is below. */
function clickedCommand(node: TreeNode): Command | undefined {
  const { target } = node;
  if (target.kind === 'more') return titledLink(COMMANDS.showMore, target.parent);
  if (target.kind === 'signIn') {
    const { tenant } = target;
    return titledLink(COMMANDS.signInToAzure, ...(tenant === undefined ? [] : [tenant]));
  }
  if (isOfBrokenKubeconfig(node)) return titledLink(COMMANDS.openKubeconfig, rowOf(target));
  return opensDetails(node) ? titledLink(COMMANDS.showDetails, rowOf(target)) : undefined;
}

function titledLink<Id extends CommandId>(id: Id, ...args: CommandArguments[Id]): Command {
  return { title: COMMAND_TITLES[id], ...commandLink(id, ...args) };
}

/** A file that cannot be read, or a context that cannot be used as it is. */
function isOfBrokenKubeconfig({ target, flags }: TreeNode): boolean {
  if (target.kind === 'cluster') return flags.includes('unusable');
  return target.kind === 'message' && target.file !== undefined;
}

/** Rows with others below them open these by a click; their details are a button of theirs. */
function opensDetails({ target, children }: TreeNode): boolean {
  switch (target.kind) {
    case 'pod':
    case 'workload':
    case 'runtimeClass':
    case 'node':
    case 'nodePool':
      return children === undefined;
    default:
      return false;
  }
}

/** What the menus' `when` clauses go by: the kind, then each flag, e.g. `pod.running`. */
function contextValue(node: TreeNode): string {
  return [node.target.kind, ...node.flags].join('.');
}

/** The tooltip: Markdown without commands, HTML or images from outside. */
export function treeTooltip(node: TreeNode): MarkdownString | undefined {
  const text = node.tooltip();
  return text === '' ? undefined : new MarkdownString(text);
}

function collapsibleState({ children }: TreeNode, expanded = false): TreeItemCollapsibleState {
  if (!children) return TreeItemCollapsibleState.None;
  return expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
