import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { valueOf } from '../../../../src/model/cluster/loadable.ts';
import { ClusterTree } from '../../../../src/ui/views/tree/clusterTree.ts';
import type { Row } from '../../../../src/ui/views/tree/row.ts';
import { checkResult } from '../../../checkResult.ts';
import { type Clusters, openClusters } from '../../state/openClusters.ts';
import { askAsEditor } from './askAsEditor.ts';

describe('ClusterTree', () => {
  let clusters: Clusters;
  before(async () => {
    clusters = await openClusters();
  });
  after(() => clusters[Symbol.asyncDispose]());

  /** A visible tree with two clusters that are expanded and read, down to the sandboxed pods of payments. */
  async function openTree() {
    const state = clusters.open();
    await state.clusters.load();
    const tree = new ClusterTree(state, nullLog);
    askAsEditor(tree);
    tree.setVisible(true);
    const updated = () =>
      new Promise<void>((resolve) => {
        const listening = tree.onDidUpdate(() => {
          listening.dispose();
          resolve();
        });
      });
    const [one, other] = [clusters.id('prod-weu'), clusters.id('prod-weu-viewer')];
    const rootOf = (id: string): Row => {
      const row = tree.getChildren().find((root) => root.id === id);
      assert.ok(row);
      return row;
    };
    for (const id of [one, other]) tree.getChildren(rootOf(id));
    const isRead = (id: string): boolean => {
      const snapshot = state.sessions.get(id)?.snapshot;
      const { version, nodes, runtimeClasses, pods, workloads } = snapshot ?? {};
      return [version, nodes, runtimeClasses, pods, workloads].every(
        (part) => part?.state === 'ready' || part?.state === 'failed',
      );
    };
    while (!isRead(one) || !isRead(other)) await updated();
    const below = (row: Row | undefined, label: RegExp): Row => {
      assert.ok(row);
      const child = tree.getChildren(row).find(({ node }) => label.test(node.label));
      assert.ok(child, `${label} below ${row.node.label}`);
      return child;
    };
    const namespace = below(below(rootOf(one), /^Sandboxed pods/), /^payments/);
    const pods = tree.getChildren(namespace);
    const drawn: (readonly string[] | undefined)[] = [];
    tree.onDidChangeRows((rows) => drawn.push(rows?.map(({ id }) => id)));
    // What was asked for by reading is over when an update has nothing to draw.
    for (let seen = -1; seen !== drawn.length;) {
      seen = drawn.length;
      tree.setVisible(true);
      await updated();
    }
    drawn.length = 0;
    const roots = tree.getChildren();
    return {
      state,
      tree,
      updated,
      drawn,
      roots,
      pods,
      one,
      other,
      [Symbol.dispose]: () => {
        tree.dispose();
        state.dispose();
      },
    };
  }

  it('draws the row of a pod that was checked, and no other', async () => {
    using open = await openTree();
    const { state, updated, drawn, pods, roots, one } = open;
    const nodes = roots.map(({ node }) => node);
    const known = valueOf(state.sessions.get(one)?.snapshot.pods ?? { state: 'loading' }) ?? [];
    const pod = known.find(({ name }) => pods[0]?.node.label === name);
    assert.ok(pod);
    const { uid, name, namespace } = pod;
    state.results.addPod(one, checkResult({ name, uid, namespace }));
    await updated();
    assert.deepEqual(drawn, [[pods[0]?.id]]);
    const made = roots.filter(({ node }, index) => node !== nodes[index]).map(({ id }) => id);
    assert.deepEqual(made, [one]);
  });

  it('draws the two rows that the choice of the active cluster is about', async () => {
    using open = await openTree();
    const { state, updated, drawn, roots, one, other } = open;
    await state.active.choose(state.clusters.ref(one));
    await updated();
    await state.active.choose(state.clusters.ref(other));
    await updated();
    assert.deepEqual(drawn, [[one], [one, other]]);
    assert.ok(roots.length > 2);
  });

  it('shows what has changed of a row also where the roots are others than before', async () => {
    using open = await openTree();
    const { state, tree, updated, drawn, one, other } = open;
    const chosen = state.active.choose(state.clusters.ref(one));
    const hidden = state.treeChoices.hide([other]);
    await Promise.all([chosen, hidden]);
    await updated();
    assert.deepEqual(drawn, [undefined]);
    const row = tree.getChildren().find(({ id }) => id === one);
    assert.ok(row?.node.flags.includes('active'));
  });

  it('reads a cluster no more that was hidden, and again when it is shown', async () => {
    using open = await openTree();
    const { state, tree, updated, one } = open;
    await state.treeChoices.hide([one]);
    await updated();
    const ids = () => tree.getChildren().map(({ id }) => id);
    assert.ok(!ids().includes(one));
    await state.treeChoices.hide(state.clusters.refs.map(({ id }) => id));
    await updated();
    const labels = tree.getChildren().map(({ node }) => node.label);
    assert.equal(labels[0], "All contexts are hidden: Show Hidden Contexts is in this view's menu");
    await state.treeChoices.show([one]);
    await updated();
    assert.ok(ids().includes(one));
  });

  it('draws nothing for a report, and tells that one is there', async () => {
    using open = await openTree();
    const { state, updated, drawn, roots } = open;
    const nodes = roots.map(({ node }) => node);
    state.results.setLastReport({ cluster: 'c', scope: '', checkedAt: '', pods: [] }, 'c');
    await updated();
    assert.deepEqual(drawn, []);
    assert.deepEqual(
      roots.map(({ node }) => node),
      nodes,
    );
  });
});
