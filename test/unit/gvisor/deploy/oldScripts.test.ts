import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  DAEMON_SET,
  INSTALLER,
  NAMESPACE,
} from '../../../../src/gvisor/manifest/installerNames.ts';
import { installerOptions } from '../../../../src/gvisor/manifest/installerOptions.ts';
import { installerManifest } from '../../../../src/gvisor/manifest/installerManifest.ts';
import { deleteOldScripts, oldScripts } from '../../../../src/gvisor/deploy/oldScripts.ts';
import { ApiResources } from '../../../../src/kube/write/apiResources.ts';
import { applyObjects } from '../../../../src/kube/write/applyObjects.ts';
import { startSim } from '../../../sim/sim.ts';
import { connectionTo } from '../../../simConnection.ts';
import { AKS_POOL_LABEL } from '../../../../src/model/labels.ts';

const { signal } = new AbortController();

describe('scripts of the installer that nobody needs any more', () => {
  const stored = [
    { name: 'first', createdAt: '2026-01-01T00:00:00Z' },
    { name: 'second', createdAt: '2026-02-01T00:00:00Z' },
    { name: 'third', createdAt: '2026-03-01T00:00:00Z' },
  ];
  const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['older ones', 'third', [], ['first', 'second']],
    ['not those of a pod that is not replaced yet', 'third', ['second'], ['first']],
    ['not newer ones: somebody may be deploying them', 'second', [], ['first']],
    ['none when the first are in use', 'first', [], []],
    ['none without a DaemonSet', '', [], []],
    ['none when those of the DaemonSet are gone', 'fourth', [], []],
  ];
  for (const [name, current, usedByPods, old] of cases) {
    it(name, () => assert.deepEqual(oldScripts(stored, current, usedByPods), old));
  }
});

describe('deleting old scripts from a cluster', () => {
  it('deletes the older ones of ours, and no other ConfigMap', async () => {
    await using sim = await startSim({ installerStepMs: 5 });
    const connection = await connectionTo(sim);
    const options = installerOptions({ label: AKS_POOL_LABEL, names: ['gv1'] });
    const manifests = installerManifest(options);
    await applyObjects(connection, new ApiResources(connection), manifests, { signal });
    const configMap = (name: string, labels: Record<string, string>) =>
      sim.upsert({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name,
          namespace: NAMESPACE,
          labels,
          creationTimestamp: '2026-01-01T00:00:00Z',
        },
      });
    configMap('gvisor-installer-0123456789', { 'app.kubernetes.io/name': INSTALLER });
    configMap('theirs', {});
    const names = () => sim.objects('configmaps', NAMESPACE).map(({ metadata }) => metadata.name);
    const before = names();
    assert.deepEqual(await deleteOldScripts(connection, signal), ['gvisor-installer-0123456789']);
    assert.deepEqual(
      names(),
      before.filter((name) => name !== 'gvisor-installer-0123456789'),
    );
    assert.ok(sim.object('daemonsets', NAMESPACE, DAEMON_SET.name));
    connection.dispose();
  });
});
