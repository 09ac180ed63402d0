import { numberText } from '../../base/text/count.ts';
import { markdownText, plainText } from '../../base/text/plainText.ts';
import { nextBeside, type Problem, TRIED_AGAIN } from '../../base/problem.ts';
import type { Loadable } from '../cluster/loadable.ts';
import { CHILDREN_SHOWN, type TreeNode } from './treeNode.ts';

/**
 * A row that says something instead of showing an object; a problem is one of something that is
 * tried again.
 */
export function messageNode(
  cluster: string,
  parent: string,
  text: string,
  icon = 'info',
  problem?: Problem,
): TreeNode {
  const retry = problem !== undefined;
  const next = problem && nextBeside(problem, TRIED_AGAIN);
  return {
    id: `${parent}|message`,
    target: { kind: 'message', cluster, ...(problem ? { problem } : {}) },
    label: plainText(text, 500),
    description: '',
    icon: retry ? { id: icon, color: 'list.warningForeground' } : { id: icon },
    accessibleLabel: `${plainText(text, 500)}${next === undefined ? '' : `. ${next}`}`,
    flags: retry ? ['retry'] : [],
    tooltip: () =>
      problem ? `${markdownText(problem.what, 500)}\n\n${markdownText(next ?? '', 500)}` : '',
  };
}

/**
 * The rows above the children of something that is loaded: none while it is fresh, else a row that
 * says that it is on its way, or what failed and that what follows is old.
 */
export function loadStateNodes(
  cluster: string,
  parent: string,
  loadable: Loadable<unknown>,
): readonly TreeNode[] {
  if (loadable.state === 'ready') return [];
  if (loadable.state === 'loading') {
    return loadable.stale === undefined
      ? [messageNode(cluster, parent, 'Loading…', 'loading~spin')]
      : [];
  }
  const { problem, stale } = loadable;
  const text = stale === undefined ? problem.what : `Old data: ${problem.what}`;
  return [messageNode(cluster, parent, text, 'warning', problem)];
}

/** The first children, and a row that offers the rest when there are too many to show at once. */
export function limited<T>(
  cluster: string,
  parent: string,
  items: readonly T[],
  shown: ReadonlyMap<string, number>,
  toNode: (item: T) => TreeNode,
): readonly TreeNode[] {
  const limit = shown.get(parent) ?? CHILDREN_SHOWN;
  const nodes = items.slice(0, limit).map(toNode);
  if (items.length <= limit) return nodes;
  const rest = `${numberText(items.length - limit)} more`;
  return [
    ...nodes,
    {
      id: `${parent}|more`,
      target: { kind: 'more', cluster, parent },
      label: 'Show more',
      description: `${rest}; filter to find one`,
      icon: { id: 'ellipsis' },
      accessibleLabel: `Show more rows, ${rest}`,
      flags: [],
      tooltip: () => '',
    },
  ];
}
