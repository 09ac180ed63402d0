import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ClusterSession } from '../../../../../src/kube/clusterSession.ts';
import { type Loadable, valueOf } from '../../../../../src/model/cluster/loadable.ts';
import type { ClusterSnapshot } from '../../../../../src/model/cluster/snapshot.ts';
import type { CheckResult } from '../../../../../src/model/isolation/checkResult.ts';
import { agentSandboxesNodes } from '../../../../../src/model/tree/agents/agentSandboxesNode.ts';
import { clusterNode } from '../../../../../src/model/tree/clusterNode.ts';
import type { ClusterView } from '../../../../../src/model/tree/clusterView.ts';
import { filterOf } from '../../../../../src/model/tree/filter.ts';
import type { TreeNode } from '../../../../../src/model/tree/treeNode.ts';
import { checkResult } from '../../../../checkResult.ts';
import { drawRows, viewOf } from '../../../../drawTree.ts';
import { eventually } from '../../../../eventually.ts';
import { type Sim, startSim } from '../../../../sim/sim.ts';
import { sessionTo } from '../../../../simConnection.ts';

function groupOf(view: ClusterView): TreeNode | undefined {
  return clusterNode(view, agentSandboxesNodes)
    .children?.()
    .find(({ label }) => label === 'Agent sandboxes');
}

/** The rows of the namespace, and of the group itself. */
function rows(view: ClusterView): readonly string[] {
  const group = groupOf(view);
  return group ? drawRows(group) : [];
}

function rowOf(view: ClusterView, name: string): TreeNode {
  const namespace = groupOf(view)
    ?.children?.()
    .find(({ label }) => label === 'agents');
  const row = namespace?.children?.().find(({ label }) => label === name);
  assert.ok(row, name);
  return row;
}

describe('rows of agent sandboxes', () => {
  let sim: Sim;
  let session: ClusterSession;
  let snapshot: ClusterSnapshot;
  before(async () => {
    sim = await startSim({ agents: 'v1beta1' });
    session = await sessionTo(sim.kubeconfig, sim.contextOf('sim-admin'));
    session.look();
    const isReady = (part?: Loadable<unknown>): boolean => part?.state === 'ready';
    await eventually(() => {
      const { agents, pods, runtimeClasses, nodes } = session.snapshot;
      const parts = [agents?.sandboxes, agents?.templates, agents?.warmPools, agents?.claims];
      return [...parts, pods, runtimeClasses, nodes].every(isReady);
    });
    ({ snapshot } = session);
  });
  after(async () => {
    session.dispose();
    await sim.stop();
  });

  /** With a check of each of these pods. */
  function checked(results: Readonly<Record<string, Partial<CheckResult>>>): ClusterView {
    const pods = (valueOf(snapshot.pods) ?? []).filter(({ namespace }) => namespace === 'agents');
    const known = pods.flatMap((pod): [string, CheckResult][] => {
      const result = results[pod.name];
      return result ? [[pod.uid, checkResult({ ...pod, ...result })]] : [];
    });
    return viewOf(snapshot, { results: new Map(known) });
  }

  it('say what each asks for and why it is not ready, problems first', () => {
    assert.deepEqual(rows(viewOf(snapshot)), [
      'Agent sandboxes [2 ✗ · 10 ⚠ · 15]',
      '  agents [2 ✗ · 9 ⚠ · 14 Sandboxes]',
      '    python-pool [pool of template python · gVisor · 2 free, 2 ready · 1 stale ✗]',
      '    a-2 [template: gvisor, pod: none ✗]',
      '    plain-pool [pool of template plain · asks for no sandbox ⚠ · 0 free, 0 ready]',
      '    session-2 [claim without a Sandbox · its pool does not exist: SandboxWarmPool "gone" not found]',
      '    session-3 [claim names Sandbox worker-7x, which is not its own ⚠ · gVisor]',
      '    by-node [asks for no sandbox ⚠]',
      '    empty [asks for no sandbox ⚠ · no pod: could not be made: resource name may not be empty]',
      '    old-1 [asks for no sandbox ⚠]',
      '    python-pool-m4 [asks for no sandbox ⚠]',
      '    refused [gVisor · no pod: could not be made: pods "refused" is forbidden: pod rejected: RuntimeClass "gvisor-v2" not found]',
      '    twice [gVisor · 2 pods]',
      '    session-1 [claim of Sandbox python-pool-q9 · gVisor]',
      '    b-3 [gVisor · Running · template: none, pod: gvisor]',
      '    broken [gVisor · Running]',
      '    expired [gVisor · no pod: expired]',
      '    paused [gVisor · no pod: suspended]',
      '    python-pool-k2 [gVisor · Running]',
      '    python-pool-q9 [gVisor · Running]',
      '    worker-7x [gVisor · Running]',
      '  research [1 ⚠ · 1 Sandbox]',
      '    worker-7x [asks for no sandbox ⚠ · no pod: no status yet]',
    ]);
  });

  it('say what the kernel says', () => {
    const view = checked({
      'worker-7x': { verdict: 'gvisor', claim: 'gvisor', kernel: '4.19.0-gvisor' },
      'old-1': { verdict: 'host-kernel', claim: 'none' },
      'by-node': { verdict: 'gvisor', claim: 'none' },
      broken: { verdict: 'host-kernel', claim: 'gvisor' },
      'python-pool-k2': {
        verdict: 'indeterminate',
        claim: 'gvisor',
        reason: 'no shell',
        phase: 'Running',
      },
    });
    const said = (name: string) => rowOf(view, name).description;
    assert.equal(said('worker-7x'), 'gVisor ✓ 4.19.0-gvisor');
    assert.equal(said('old-1'), "asks for no sandbox ⚠ · runs on the node's kernel");
    assert.equal(said('by-node'), 'sandboxed by its node, not by its class');
    assert.equal(said('broken'), "✗ gVisor: runs on the node's kernel");
    assert.equal(said('python-pool-k2'), 'gVisor ? no shell');
    assert.equal(rowOf(view, 'broken').icon.id, 'error');
    assert.equal(
      rowOf(view, 'old-1').accessibleLabel,
      "Sandbox old-1, asks for no sandbox, runs on the node's kernel",
    );
    assert.equal(
      rowOf(view, 'worker-7x').accessibleLabel,
      'Sandbox worker-7x, claims gVisor proven by 4.19.0-gvisor',
    );
  });

  it('say in a tooltip what mends a pod of another class', () => {
    const text = rowOf(viewOf(snapshot), 'a-2').tooltip();
    assert.match(text, /another class than its template.*Delete the pod, or suspend/);
    assert.match(
      rowOf(viewOf(snapshot), 'python-pool').tooltip(),
      /handed to new claims all the same/,
    );
  });

  it('are found by the filter', () => {
    const view = viewOf(snapshot, { filter: filterOf('old-1'), filtered: true });
    assert.deepEqual(rows(view).slice(1), [
      '  agents [2 ✗ · 9 ⚠ · 14 Sandboxes]',
      '    old-1 [asks for no sandbox ⚠]',
    ]);
    const none = viewOf(snapshot, { filter: filterOf('nobody'), filtered: true });
    assert.deepEqual(rows(none).slice(1), ['  No agent sandbox matches the filter']);
  });

  it('are absent where the cluster has no such kinds, and until that is known', () => {
    assert.deepEqual(rows(viewOf({ ...snapshot, agents: { versions: {} } })), []);
    assert.deepEqual(rows(viewOf({ ...snapshot, agents: undefined })), []);
  });

  it('say in their place what may not be listed', () => {
    const { agents } = snapshot;
    assert.ok(agents);
    const problem = {
      kind: 'forbidden',
      what: 'You may not list sandboxes in prod (needs list on sandboxes)',
      next: '',
      retryable: false,
    } as const;
    const view = viewOf({
      ...snapshot,
      agents: { ...agents, sandboxes: { state: 'failed', problem } },
    });
    const [, first, second] = rows(view);
    assert.equal(first, `  ${problem.what}`);
    assert.equal(second, '  agents [2 ⚠ · 0 Sandboxes]');
  });

  it('say once that they are on their way', () => {
    const loading = { state: 'loading' } as const;
    const { versions } = snapshot.agents ?? { versions: {} };
    const agents = { versions, sandboxes: loading, claims: loading, warmPools: loading };
    assert.deepEqual(rows(viewOf({ ...snapshot, agents })), ['Agent sandboxes', '  Loading…']);
  });

  it('leave coverage alone: it counts pods', () => {
    const counted = (of: ClusterSnapshot) => {
      const { podIndex } = viewOf(of).opened?.summary ?? {};
      return { ...podIndex, all: podIndex?.all() };
    };
    assert.deepEqual(counted(snapshot), counted({ ...snapshot, agents: undefined }));
  });
});
