import { clusterSummary } from '../src/model/cluster/clusterSummary.ts';
import type { ClusterSnapshot } from '../src/model/cluster/snapshot.ts';
import { agentSandboxesNodes } from '../src/model/tree/agents/agentSandboxesNode.ts';
import { clusterNode } from '../src/model/tree/clusterNode.ts';
import type { ClusterView } from '../src/model/tree/clusterView.ts';
import { filterOf } from '../src/model/tree/filter.ts';
import type { TreeNode } from '../src/model/tree/treeNode.ts';

/** What the tree shows of a snapshot, with nothing chosen or checked. */
export function viewOf(snapshot: ClusterSnapshot, more: Partial<ClusterView> = {}): ClusterView {
  return {
    ref: snapshot.cluster,
    active: false,
    now: Date.UTC(2026, 10, 27),
    opened: { snapshot, summary: clusterSummary(snapshot) },
    results: new Map(),
    nodeResults: new Map(),
    groupBy: 'namespace',
    allPods: false,
    filter: filterOf(''),
    filtered: false,
    shown: new Map(),
    ...more,
  };
}

/** A row and all rows below it, each indented by its depth: `label [description]`. */
export function drawRows(root: TreeNode, depth = 0): string[] {
  return [
    `${'  '.repeat(depth)}${root.label}${root.description ? ` [${root.description}]` : ''}`,
    ...(root.children?.() ?? []).flatMap((child) => drawRows(child, depth + 1)),
  ];
}

/** The whole tree of a cluster as text, one row a line. */
export function drawTree(view: ClusterView): string[] {
  return drawRows(clusterNode(view, agentSandboxesNodes));
}
