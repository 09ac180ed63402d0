import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { proveNode } from '../../../../src/gvisor/deploy/canary.ts';
import { readInstalled } from '../../../../src/gvisor/deploy/installed.ts';
import {
  DAEMON_SET,
  GVISOR_CLASS,
  NAMESPACE,
} from '../../../../src/gvisor/manifest/installerNames.ts';
import { installerOptions } from '../../../../src/gvisor/manifest/installerOptions.ts';
import { installerManifest } from '../../../../src/gvisor/manifest/installerManifest.ts';
import { fitToServer } from '../../../../src/gvisor/deploy/fitToServer.ts';
import { installPreflight } from '../../../../src/gvisor/deploy/installPreflight.ts';
import { readPaused, setPaused } from '../../../../src/gvisor/deploy/pause.ts';
import { PINNED_RELEASE } from '../../../../src/gvisor/manifest/release.ts';
import {
  forceRemoval,
  isSomethingLeft,
  removeInstaller,
} from '../../../../src/gvisor/remove/removal.ts';
import { isPaused, isSettled, rolloutOf } from '../../../../src/gvisor/deploy/rollout.ts';
import { ApiResources } from '../../../../src/kube/write/apiResources.ts';
import { applyObjects } from '../../../../src/kube/write/applyObjects.ts';
import type { Connection } from '../../../../src/kube/api/connection.ts';
import { getObject } from '../../../../src/kube/write/objectRequests.ts';
import type { KubeNode } from '../../../../src/model/node/node.ts';
import { annotateNode } from '../../../annotateNode.ts';
import { FAULT_ANNOTATION, HOLD_ANNOTATION } from '../../../sim/controllers/gvisorInstaller.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { connectionTo } from '../../../simConnection.ts';
import { eventually } from '../../../eventually.ts';
import { AKS_POOL_LABEL } from '../../../../src/model/labels.ts';
import { projectNode, type RawNode } from '../../../../src/kube/resources/nodeResource.ts';

const { signal } = new AbortController();
const OPTIONS = installerOptions({ label: AKS_POOL_LABEL, names: ['gv1', 'system'] });
const MANIFESTS = installerManifest(OPTIONS);

describe('gVisor on a cluster', () => {
  let sim: Sim;
  let connection: Connection;
  let resources: ApiResources;
  before(async () => {
    sim = await startSim({ installerStepMs: 5 });
    connection = await connectionTo(sim);
    resources = new ApiResources(connection);
  });
  after(async () => {
    connection.dispose();
    await sim.stop();
  });

  const nodes = (): readonly KubeNode[] =>
    sim.objects('nodes').map((node) => projectNode(node as unknown as RawNode));
  const chosen = (): readonly KubeNode[] =>
    nodes().filter(({ pool }) => OPTIONS.pools.names.includes(pool));
  const settled = () =>
    eventually(() => {
      const rollout = rolloutOf(chosen(), PINNED_RELEASE.name);
      return isSettled(rollout) && rollout;
    });

  it('leaves out the policy where the API server knows none, and says so', async () => {
    sim.faults.add({ path: '/apis/admissionregistration', action: { kind: 'status', code: 404 } });
    const old = await fitToServer(OPTIONS, new ApiResources(connection), signal);
    const left = await isSomethingLeft(connection, new ApiResources(connection), signal);
    sim.faults.clear();
    assert.equal(left, await isSomethingLeft(connection, resources, signal));
    assert.equal(old.options.admissionPolicy, false);
    assert.match(old.warning ?? '', /knows no ValidatingAdmissionPolicy/);
    assert.deepEqual(await fitToServer(OPTIONS, resources, signal), { options: OPTIONS });
  });

  it('finds nothing in the way for who may do it, and changes nothing', async () => {
    const { problems, outcomes, warnings } = await installPreflight(
      connection,
      resources,
      MANIFESTS,
      signal,
    );
    assert.deepEqual([problems, warnings], [[], []]);
    assert.equal(outcomes.length, MANIFESTS.length);
    assert.equal(sim.object('namespaces', undefined, NAMESPACE), undefined);
  });

  it('says which rights are missing before anything is changed', async () => {
    const viewer = await connectionTo(sim, 'sim-viewer');
    const { problems } = await installPreflight(
      viewer,
      new ApiResources(viewer),
      MANIFESTS,
      signal,
    );
    assert.equal(problems.length, 1);
    assert.match(
      problems[0]?.what ?? '',
      /You may not install gVisor in .* \(needs create on namespaces; patch on namespaces; .*create on daemonsets in aks-sandbox/,
    );
    viewer.dispose();
  });

  it('does not take over a RuntimeClass of somebody else', async () => {
    const ours = sim.object('runtimeclasses', undefined, 'gvisor');
    assert.ok(ours);
    sim.upsert({ ...ours, metadata: { name: 'gvisor' } });
    const { problems } = await installPreflight(connection, resources, MANIFESTS, signal);
    assert.match(
      problems[0]?.what ?? '',
      /RuntimeClass gvisor \(handler runsc\) exists in .* not ours/,
    );
    sim.upsert(ours);
  });

  it('knows of no pause where nothing is installed', async () => {
    assert.equal(await readPaused(connection, resources, signal), undefined);
  });

  it('lets the others wait for a node that fails, and goes on when it is mended', async () => {
    const victim = 'aks-gv1-31415926-vmss000000';
    annotateNode(sim, victim, FAULT_ANNOTATION, 'no space');
    const outcomes = await applyObjects(connection, resources, MANIFESTS, { signal });
    assert.deepEqual(
      outcomes.filter(({ state }) => state !== 'applied'),
      [],
    );
    const stopped = await settled();
    assert.deepEqual(
      stopped.stopped.map(({ name, gvisor }) => [name, gvisor?.reason]),
      [[victim, 'no space']],
    );
    assert.equal(stopped.ready.length, 0);
    annotateNode(sim, victim, FAULT_ANNOTATION, undefined);
    const done = await eventually(() => {
      const rollout = rolloutOf(chosen(), PINNED_RELEASE.name);
      return rollout.ready.length === rollout.total && rollout;
    });
    assert.equal(done.total, 5);
  });

  it('begins with no node of an upgrade while it is paused, and goes on when it is resumed', async () => {
    const newer = { ...OPTIONS, release: { ...OPTIONS.release, name: '20270101.0' } };
    await setPaused(connection, resources, true, signal);
    await applyObjects(connection, resources, installerManifest(newer), { signal });
    assert.equal(await readPaused(connection, resources, signal), true);
    const paused = await eventually(() => {
      const rollout = rolloutOf(chosen(), newer.release.name);
      return isPaused(rollout) && rollout;
    });
    assert.equal(paused.ready.length, 0);
    assert.ok(paused.pending.every(({ gvisor }) => gvisor?.serves));
    await applyObjects(connection, resources, MANIFESTS, { signal });
    await setPaused(connection, resources, false, signal);
    assert.equal(await readPaused(connection, resources, signal), false);
    await eventually(() => {
      const rollout = rolloutOf(chosen(), PINNED_RELEASE.name);
      return rollout.ready.length === rollout.total;
    });
  });

  it('knows what is installed, and proves a node by a pod that it deletes', async () => {
    assert.deepEqual(await readInstalled(connection, resources, signal), {
      pools: OPTIONS.pools,
      release: PINNED_RELEASE.name,
      image: OPTIONS.image,
    });
    const [first] = chosen();
    assert.ok(first);
    const { verdict, kernel, reason } = await proveNode(
      connection,
      first.name,
      OPTIONS.image,
      nullLog,
      signal,
    );
    assert.deepEqual([verdict, kernel], ['gvisor', '4.19.0-gvisor'], reason);
    await eventually(() =>
      sim.objects('pods', NAMESPACE).every(({ metadata }) => !metadata.name.includes('check')),
    );
  });

  it('waits for pods under gVisor before it removes, unless it is forced', async () => {
    assert.equal(await isSomethingLeft(connection, resources, signal), true);
    const [held] = chosen();
    assert.ok(held);
    annotateNode(sim, held.name, HOLD_ANNOTATION, 'true');
    await forceRemoval(connection, [held.name], signal);
    const removing = removeInstaller(connection, () => undefined, signal);
    await eventually(() => nodes().some(({ gvisor }) => gvisor?.state === 'removing'));
    assert.ok(await getObject(connection, resources, GVISOR_CLASS, signal), 'the class goes last');
    const names = nodes().flatMap(({ name, gvisor }) => (gvisor ? [name] : []));
    await forceRemoval(
      connection,
      names.filter((name) => name !== held.name),
      signal,
    );
    annotateNode(sim, held.name, HOLD_ANNOTATION, undefined);
    await removing;
    assert.deepEqual(
      nodes().filter(({ gvisor }) => gvisor !== undefined),
      [],
    );
    assert.equal(await getObject(connection, resources, DAEMON_SET, signal), undefined);
    assert.equal(await getObject(connection, resources, GVISOR_CLASS, signal), undefined);
    await eventually(async () => !(await isSomethingLeft(connection, resources, signal)));
  });
});
