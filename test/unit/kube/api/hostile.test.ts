import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import type { ClusterSession } from '../../../../src/kube/clusterSession.ts';
import { handlersByClass } from '../../../../src/model/pod/claimOfPod.ts';
import { coverageOf } from '../../../../src/model/pod/coverage.ts';
import { valueOf } from '../../../../src/model/cluster/loadable.ts';
import type { ClusterSnapshot } from '../../../../src/model/cluster/snapshot.ts';
import { clusterNode } from '../../../../src/model/tree/clusterNode.ts';
import type { TreeNode } from '../../../../src/model/tree/treeNode.ts';
import { checkPods } from '../../../../src/proof/check/check.ts';
import { reportMarkdown } from '../../../../src/proof/report/reportMarkdown.ts';
import { reportSarif } from '../../../../src/proof/report/reportSarif.ts';
import { reportTable } from '../../../../src/proof/report/reportTable.ts';
import { coverageMarkdown } from '../../../../src/ui/documents/coverageMarkdown.ts';
import { viewOf } from '../../../drawTree.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { sessionTo } from '../../../simConnection.ts';

/** Terminal codes, control characters and characters that hide or reorder text. */
const UNSAFE = /(?![\n\t])[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
/** Outside code spans: a link, an image or HTML. */
const LIVE = /(?<!\\)\]\(|(?<!\\)<[a-z!/]/i;

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/`[^`\n]*`/g, '');
}

describe('a hostile cluster', () => {
  let sim: Sim;
  let session: ClusterSession;
  let snapshot: ClusterSnapshot;
  before(async () => {
    sim = await startSim({ hostile: true });
    session = await sessionTo(sim.kubeconfig, undefined, { lingerMs: 0 });
    const ready = Promise.withResolvers<ClusterSnapshot>();
    session.onDidChange((next) => {
      const { nodes, runtimeClasses, pods } = next;
      if ([nodes, runtimeClasses, pods].every(({ state }) => state === 'ready'))
        ready.resolve(next);
    });
    session.look();
    snapshot = await ready.promise;
  });
  after(async () => {
    session.dispose();
    await sim.stop();
  });

  it('changes nothing in the tree but what is shown as text', () => {
    const rows = (node: TreeNode): TreeNode[] => [node, ...(node.children?.() ?? []).flatMap(rows)];
    const all = rows(clusterNode(viewOf(snapshot)));
    assert.ok(all.length > 30);
    for (const { label, description, accessibleLabel, tooltip } of all) {
      for (const text of [label, description, accessibleLabel]) {
        assert.doesNotMatch(text, UNSAFE);
        assert.ok(text.length < 2000, `${text.length} characters`);
      }
      const markdown = tooltip();
      assert.doesNotMatch(markdown, UNSAFE);
      assert.doesNotMatch(withoutCode(markdown), LIVE);
      assert.ok(markdown.length < 20_000, `${markdown.length} characters`);
    }
  });

  it('changes nothing in a report', async () => {
    const report = await checkPods({
      connection: session.connection,
      scope: { kind: 'cluster' },
      includeUnsandboxed: true,
      concurrency: 16,
      timeoutMs: 3000,
      signal: new AbortController().signal,
      log: nullLog,
    });
    assert.equal(report.pods.length, valueOf(snapshot.pods)?.length);
    const markdown = reportMarkdown(report);
    assert.doesNotMatch(markdown, UNSAFE);
    assert.doesNotMatch(withoutCode(markdown), LIVE);
    assert.doesNotMatch(reportTable(report), UNSAFE);
    assert.doesNotMatch(
      reportSarif(report, '1.0.0', () => ({ file: 'r', line: 1 })),
      UNSAFE,
    );
  });

  it('changes nothing in a coverage', () => {
    const handlers = handlersByClass(valueOf(snapshot.runtimeClasses) ?? []);
    const coverage = coverageOf(valueOf(snapshot.pods) ?? [], handlers);
    const markdown = coverageMarkdown({ name: 'prod' }, undefined, coverage);
    assert.doesNotMatch(markdown, UNSAFE);
    assert.doesNotMatch(withoutCode(markdown), LIVE);
  });
});
