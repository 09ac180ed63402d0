import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setPaused } from '../../../../../src/gvisor/deploy/pause.ts';
import type { Rollout } from '../../../../../src/gvisor/deploy/rollout.ts';
import { installerManifest } from '../../../../../src/gvisor/manifest/installerManifest.ts';
import { installerOptions } from '../../../../../src/gvisor/manifest/installerOptions.ts';
import type { ClusterSession } from '../../../../../src/kube/clusterSession.ts';
import { ApiResources } from '../../../../../src/kube/write/apiResources.ts';
import { applyObjects } from '../../../../../src/kube/write/applyObjects.ts';
import { AKS_POOL_LABEL } from '../../../../../src/model/labels.ts';
import { followRollout } from '../../../../../src/ui/commands/gvisor/followRollout.ts';
import { eventually } from '../../../../eventually.ts';
import { type Sim, startSim } from '../../../../sim/sim.ts';
import { sessionTo } from '../../../../simConnection.ts';

const { signal } = new AbortController();
const OPTIONS = installerOptions({ label: AKS_POOL_LABEL, names: ['gv1'] });
const NAMES = [0, 1, 2].map((index) => `aks-gv1-31415926-vmss00000${index}`);

describe('following a rollout', () => {
  let sim: Sim;
  let session: ClusterSession;
  before(async () => {
    // The nodes learn late that it was paused or resumed, as they do on a real cluster.
    sim = await startSim({ installerStepMs: 200 });
    session = await sessionTo(sim.kubeconfig);
  });
  after(async () => {
    session.dispose();
    await sim.stop();
  });
  let told: string[];
  beforeEach(() => (told = []));

  const follow = (): Promise<Rollout> => {
    const report = { report: ({ message = '' }) => void told.push(message) };
    return followRollout(session, NAMES, OPTIONS.release.name, report, signal);
  };
  const paused = (value: boolean) =>
    setPaused(session.connection, new ApiResources(session.connection), value, signal);
  const apply = (options = OPTIONS) => {
    const resources = new ApiResources(session.connection);
    return applyObjects(session.connection, resources, installerManifest(options), { signal });
  };

  it('ends when it is paused, once the node that has begun is done', async () => {
    await apply();
    const following = follow();
    await eventually(() => told.some((text) => text.includes('installing')));
    await paused(true);
    const { ready, pending } = await following;
    assert.deepEqual([ready.length, pending.length], [1, 2]);
    assert.match(told.at(-1) ?? '', /^1 of 3 nodes ready; \S+: gVisor: paused$/);
  });

  it('goes on when it is resumed, though the nodes still say that it is paused', async () => {
    await paused(false);
    const { ready } = await follow();
    assert.match(told[0] ?? '', /: gVisor: paused$/);
    assert.equal(ready.length, 3);
  });
});
