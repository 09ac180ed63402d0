import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { ClusterTree } from '../../../../src/ui/views/tree/clusterTree.ts';
import type { Row } from '../../../../src/ui/views/tree/row.ts';
import { eventually } from '../../../eventually.ts';
import { readyStatus } from '../../../sim/sample/agentBuilder.ts';
import { openClusters } from '../../state/openClusters.ts';
import { askAsEditor } from './askAsEditor.ts';

describe('rows of agent sandboxes in the tree', () => {
  it('an event on one Sandbox draws one row again', async () => {
    await using clusters = await openClusters({ agents: 'v1beta1' });
    const state = clusters.open();
    await state.clusters.load();
    const tree = new ClusterTree(state, nullLog);
    askAsEditor(tree);
    using stack = new DisposableStack();
    stack.defer(() => {
      tree.dispose();
      state.dispose();
    });
    tree.setVisible(true);
    const id = clusters.id('prod-weu');
    const root = tree.getChildren().find(({ node }) => node.label === 'prod-weu');
    assert.ok(root);
    tree.getChildren(root);
    await eventually(() => {
      const snapshot = state.sessions.get(id)?.snapshot;
      if (!snapshot) return false;
      const { agents, version, nodes, namespaces, pods, runtimeClasses, workloads } = snapshot;
      const ofAgents = [agents?.sandboxes, agents?.claims, agents?.templates, agents?.warmPools];
      const others = [version, nodes, namespaces, pods, runtimeClasses, workloads];
      return [...ofAgents, ...others].every((part) => part?.state === 'ready');
    });
    const find = (parent: Row, label: string): Promise<Row> =>
      eventually(() => tree.getChildren(parent).find(({ node }) => node.label === label));
    const group = await find(root, 'Agent sandboxes');
    const namespace = await find(group, 'agents');
    const row = await find(namespace, 'worker-7x');
    const drawn: (readonly string[] | undefined)[] = [];
    tree.onDidChangeRows((rows) => drawn.push(rows?.map((one) => one.id)));
    // What was asked for by reading is over when an update has nothing to draw.
    for (let seen = -1; seen !== drawn.length;) {
      seen = drawn.length;
      const updated = new Promise<void>((resolve) => {
        const listening = tree.onDidUpdate(() => {
          listening.dispose();
          resolve();
        });
      });
      tree.setVisible(true);
      await updated;
    }
    drawn.length = 0;
    const sandbox = clusters.sim.object('sandboxes', 'agents', 'worker-7x');
    assert.ok(sandbox);
    const status = readyStatus('DependenciesNotReady', 'starting');
    clusters.sim.upsert({ ...sandbox, status });
    await eventually(() => row.node.description.includes('waits for its pod: starting'));
    const ofGroup = drawn.flatMap((ids) => ids ?? ['all']).filter((one) => one.includes('agent'));
    assert.deepEqual(ofGroup, [row.id]);
  });
});
