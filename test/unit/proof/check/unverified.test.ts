import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Connection } from '../../../../src/kube/api/connection.ts';
import { mergeKubeconfigs } from '../../../../src/kube/kubeconfig/mergeKubeconfigs.ts';
import { parseKubeconfig } from '../../../../src/kube/kubeconfig/parseKubeconfig.ts';
import { emptySnapshot } from '../../../../src/model/cluster/snapshot.ts';
import { clusterNode } from '../../../../src/model/tree/clusterNode.ts';
import { byEphemeralContainer } from '../../../../src/proof/check/ephemeralContainer.ts';
import { DEFAULT_CHECK_IMAGE } from '../../../../src/proof/reading/probeContainerSpec.ts';
import { reportOf } from '../../../../src/proof/check/check.ts';
import { REPORT_FORMATS, reportText } from '../../../../src/proof/report/reportText.ts';
import { viewOf } from '../../../drawTree.ts';
import { unverifiedTo } from '../../../simConnection.ts';
import { useCheck } from './useCheck.ts';

describe('A server that nobody verifies', () => {
  const used = useCheck({ podStartMs: 20 });

  const unverified = (): Promise<Connection> => unverifiedTo(used.sim);

  it('is said in the report, and its verdicts stay where the image is trusted', async () => {
    const connection = await unverified();
    const scope = { kind: 'pods', pods: [used.podOf('payments', 'worker-')] } as const;
    const report = await used.check(scope, { connection });
    assert.equal(report.pods[0]?.verdict, 'gvisor');
    const cut = reportOf({ connection, scope }, report.pods);
    for (const format of REPORT_FORMATS) {
      // What a table leaves out is said beside it.
      if (format === 'table' || format === 'wide') continue;
      const placeOf = () => ({ file: 'a', line: 1 });
      const form = { format, noHeaders: false, version: '1', placeOf };
      for (const one of [report, cut]) {
        const text = reportText(one, form);
        assert.match(text, /without verifying its certificate .* proves nothing/, format);
      }
    }
    connection.dispose();
  });

  it('proves nothing where only our own program counts, but contradicts all the same', async () => {
    const connection = await unverified();
    const readers = [byEphemeralContainer(connection, DEFAULT_CHECK_IMAGE)];
    const own = { connection, readers, trustOwn: true };
    const worker = await used.checkOne('payments', 'worker-', own);
    assert.equal(worker.verdict, 'indeterminate');
    assert.match(worker.reason, /without verifying its certificate/);
    const legacy = await used.checkOne('payments', 'legacy-0', own);
    assert.equal(legacy.verdict, 'host-kernel');
    connection.dispose();
  });

  const KUBECONFIGS: readonly (readonly [string, object, string | undefined])[] = [
    ['https', { server: 'https://a' }, undefined],
    ['http', { server: 'HTTP://a' }, 'not encrypted'],
    ['any certificate', { server: 'https://a', 'insecure-skip-tls-verify': true }, 'not verified'],
  ];
  for (const [name, cluster, told] of KUBECONFIGS) {
    it(`is said on its row and in its tooltip: ${name}`, () => {
      const text = JSON.stringify({
        contexts: [{ name: 'prod', context: { cluster: 'c' } }],
        clusters: [{ name: 'c', cluster }],
        users: [],
      });
      const [context] = mergeKubeconfigs([parseKubeconfig(text, '/config')]).contexts;
      assert.ok(context);
      const view = viewOf(emptySnapshot(context.ref));
      const { opened: _opened, ...closed } = view;
      for (const one of [view, closed]) {
        const { description, tooltip } = clusterNode(one);
        assert.equal(/not (?:encrypted|verified)/.exec(description)?.[0], told);
        assert.equal(/proves nothing/.test(tooltip()), told !== undefined);
      }
    });
  }
});
