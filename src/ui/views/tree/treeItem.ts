import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';
import { commandLink } from '../../runCommand.ts';
import type { TreeNode } from '../../../model/tree/treeNode.ts';

/** A node as the editor wants it. The tooltip comes later, when somebody hovers. */
export function treeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node));
  item.id = node.id;
  item.description = node.description;
  item.contextValue = contextValue(node);
  item.iconPath = node.icon.color
    ? new ThemeIcon(node.icon.id, new ThemeColor(node.icon.color))
    : new ThemeIcon(node.icon.id);
  item.accessibilityInformation = { label: node.accessibleLabel };
  if (node.target.kind === 'more') {
    item.command = {
      title: COMMAND_TITLES[COMMANDS.showMore],
      ...commandLink(COMMANDS.showMore, node.target.parent),
    };
  }
  if (node.target.kind === 'signIn') {
    const { tenant } = node.target;
    const link = commandLink(COMMANDS.signInToAzure, ...(tenant === undefined ? [] : [tenant]));
    item.command = { title: COMMAND_TITLES[COMMANDS.signInToAzure], ...link };
  }
  if (isOfBrokenKubeconfig(node)) {
    const link = commandLink(COMMANDS.openKubeconfig, { node: { target: node.target } });
    item.command = { title: COMMAND_TITLES[COMMANDS.openKubeconfig], ...link };
  }
  if (opensDetails(node)) {
    const link = commandLink(COMMANDS.showDetails, { node: { target: node.target } });
    item.command = { title: COMMAND_TITLES[COMMANDS.showDetails], ...link };
  }
  return item;
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
export function contextValue(node: TreeNode): string {
  return [node.target.kind, ...node.flags].join('.');
}

/** The tooltip: Markdown without commands, HTML or images from outside. */
export function treeTooltip(node: TreeNode): MarkdownString | undefined {
  const text = node.tooltip();
  return text === '' ? undefined : new MarkdownString(text);
}

function collapsibleState(node: TreeNode): TreeItemCollapsibleState {
  if (!node.children) return TreeItemCollapsibleState.None;
  return node.expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
