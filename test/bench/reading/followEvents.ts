// Follows a cluster under load, with the tree drawn as the sidebar does: node followEvents.ts SECONDS KUBECONFIG
import type { ClusterView } from '../../../src/model/tree/clusterView.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { Throttle } from '../../../src/base/throttle.ts';
import { prepareExec } from '../../../src/kube/exec/exec.ts';
import { listAll } from '../../../src/kube/list/list.ts';

import { clusterSummary, type ClusterSummary } from '../../../src/model/cluster/clusterSummary.ts';
import { valueOf } from '../../../src/model/cluster/loadable.ts';
import { clusterNode } from '../../../src/model/tree/clusterNode.ts';
import { filterOf } from '../../../src/model/tree/filter.ts';
import type { TreeNode } from '../../../src/model/tree/treeNode.ts';
import { type Row, updateRows } from '../../../src/ui/views/tree/row.ts';
import { sessionTo } from '../../simConnection.ts';
import { setLoad } from './load.ts';
import { measure } from '../measure.ts';
import { PODS } from '../../../src/kube/resources/podResource.ts';

const [seconds = '60', kubeconfig = ''] = process.argv.slice(2);
const session = await sessionTo(kubeconfig);

let summary: ClusterSummary | undefined;
const shown: { rows?: readonly Row[] } = {};
let drawn = 0;
const draw = new Throttle(0, () => {
  const { snapshot } = session;
  summary = clusterSummary(snapshot, summary);
  const view: ClusterView = {
    ref: snapshot.cluster,
    active: true,
    now: 0,
    opened: { snapshot, summary },
    results: new Map(),
    nodeResults: new Map(),
    groupBy: 'namespace',
    allPods: false,
    filter: filterOf(''),
    filtered: false,
    shown: new Map(),
  };
  const roots = [clusterNode(view)];
  if (!shown.rows || updateRows(shown.rows, roots) === 'all') shown.rows = rowsOf(roots, 4);
  drawn++;
});
session.onDidChange(() => draw.request());

/** Rows as the sidebar has them with every group and the first namespaces expanded. */
function rowsOf(nodes: readonly TreeNode[], depth: number): Row[] {
  return nodes.map((node, index) => {
    const children =
      depth > 1 && index < 3 && node.children ? rowsOf(node.children(), depth - 1) : undefined;
    return { id: node.id, node, parent: undefined, children, known: [] };
  });
}

session.look();
while (valueOf(session.snapshot.pods) === undefined || !shown.rows) await wait(50);
// Once pods were checked the client library is loaded, and the heap is nearer to that of an extension host.
await prepareExec(session.connection, new AbortController().signal);
await setLoad(session.connection, 1000);
await wait(1000);
const { cost } = await measure(() => wait(Number(seconds) * 1000));
await setLoad(session.connection, 0);
await wait(2000);
const { items } = await listAll(session.connection, PODS, new AbortController().signal);
const truth = new Map([...items.values()].map((pod) => [pod.uid, JSON.stringify(pod)]));
const known = valueOf(session.snapshot.pods) ?? [];
const wrong = known.filter((pod) => JSON.stringify(pod) !== truth.get(pod.uid)).length;
console.log(
  JSON.stringify({
    ...cost,
    drawn,
    pods: truth.size,
    wrong: wrong + Math.abs(known.length - truth.size),
  }),
);
process.exit(0);
