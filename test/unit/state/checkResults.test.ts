import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkResult } from '../../checkResult.ts';
import { type Clusters, openClusters } from './openClusters.ts';

describe('CheckResults', () => {
  let clusters: Clusters;
  before(async () => {
    clusters = await openClusters();
  });
  after(() => clusters[Symbol.asyncDispose]());

  it('keep the last result of each pod, and tell whose it is', () => {
    const { results, dispose } = clusters.open();
    const told: unknown[] = [];
    results.onDidChange((change) => told.push(change));
    results.addPod('c', checkResult({ name: 'a' }));
    results.addPod('c', checkResult({ name: 'a', verdict: 'vm' }));
    results.addNode('d', checkResult({ name: 'b' }));
    const report = { cluster: 'c', scope: '', checkedAt: '', pods: [] };
    results.setLastReport(report, 'c');
    assert.equal(results.pods('c').get('a')?.verdict, 'vm');
    assert.equal(results.pods('other').size, 0);
    assert.equal(results.lastReport, report);
    assert.deepEqual(told, [
      { kind: 'pod', cluster: 'c' },
      { kind: 'pod', cluster: 'c' },
      { kind: 'node', cluster: 'd' },
      { kind: 'report' },
    ]);
    dispose();
  });

  it('keep a contradiction that was read in the pod, whatever a canary pod got', () => {
    const { results, dispose } = clusters.open();
    results.addPod('c', checkResult({ verdict: 'host-kernel', readBy: 'image' }));
    results.addPod('c', checkResult({ verdict: 'gvisor', readBy: 'canary' }));
    assert.equal(results.pods('c').get('p')?.verdict, 'host-kernel');
    dispose();
  });

  it('stay while a context is gone for a moment, but not for another server', async () => {
    const good = await clusters.text();
    const id = clusters.id('prod-weu');
    const { results, clusters: list, dispose } = clusters.open();
    await list.load();
    results.addPod(id, checkResult({ name: 'pod' }));
    results.addNode(id, checkResult({ name: 'node' }));
    for (const [text, expected] of [
      [good.slice(0, 100), ['pod', 'node']],
      [good, ['pod', 'node']],
      [good.replaceAll(/server: .*/g, 'server: https://10.0.0.1'), []],
      [good, []],
    ] as const) {
      await clusters.write(text);
      await list.reload();
      assert.deepEqual([...results.pods(id).keys(), ...results.nodes(id).keys()], expected);
    }
    dispose();
  });
});
