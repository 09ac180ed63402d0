import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import type { Connection } from '../../../../src/kube/api/connection.ts';
import { byCanaryPod } from '../../../../src/proof/check/canaryPod.ts';
import { byImage } from '../../../../src/proof/check/byImage.ts';
import type { CheckOptions } from '../../../../src/proof/check/check.ts';
import { byEphemeralContainer } from '../../../../src/proof/check/ephemeralContainer.ts';
import { DEFAULT_CHECK_IMAGE as IMAGE } from '../../../../src/proof/reading/probeContainerSpec.ts';
import type { ExecProfile } from '../../../sim/pods/execProfile.ts';
import { nodeKernel } from '../../../sim/pods/kernel.ts';
import type { Sim } from '../../../sim/sim.ts';
import { connectionTo } from '../../../simConnection.ts';
import { eventually } from '../../../eventually.ts';
import { useCheck } from './useCheck.ts';

describe('Whose program reads a kernel', () => {
  const used = useCheck({ podStartMs: 20 });
  const { checkOne, podOf } = used;
  let sim: Sim;
  let connection: Connection;
  before(() => ({ sim, connection } = used));

  const readBy = async (prefix: string, profile: ExecProfile, more: Partial<CheckOptions> = {}) => {
    const { namespace, name } = podOf('payments', prefix);
    sim.setRuntime(namespace, name, { kernel: nodeKernel('6.8.0-1065-azure'), profile });
    const result = await checkOne(namespace, name, more);
    sim.setRuntime(namespace, name, {});
    return result;
  };

  it("takes gVisor's lines from an image that prints them, and says that it was the image", async () => {
    const { verdict, readBy: by } = await readBy('worker-', 'fakedCat');
    assert.deepEqual([verdict, by], ['gvisor', 'image']);
  });

  it('leaves what only the image says open where that does not count', async () => {
    const { verdict, reason } = await readBy('worker-', 'fakedCat', { trustOwn: true });
    assert.equal(verdict, 'indeterminate');
    assert.match(reason, /only by programs that may say anything, which do not count here/);
  });

  it('is not deceived where its own program reads', async () => {
    const readers = [byEphemeralContainer(connection, IMAGE)];
    const { verdict, readBy: by } = await readBy('worker-', 'fakedCat', { readers });
    assert.deepEqual([verdict, by], ['host-kernel', 'ephemeral']);
  });

  it('takes no complaint in the output for the marker file', async () => {
    const limited = await connectionTo(sim, 'sim-no-nodes');
    const { verdict } = await readBy('worker-', 'merged', { connection: limited });
    limited.dispose();
    assert.equal(verdict, 'indeterminate');
  });

  it('asks every running container, and hears an honest one beside one that lies', async () => {
    const { namespace, name } = podOf('payments', 'checkout-');
    const profiles = { app: 'fakedCat', 'log-router': 'normal' } as const;
    sim.setRuntime(namespace, name, { kernel: nodeKernel('6.8.0-1065-azure'), profiles });
    const { verdict, reason } = await checkOne(namespace, name);
    sim.setRuntime(namespace, name, {});
    assert.equal(verdict, 'indeterminate');
    assert.match(reason, /its containers say different things/);
  });

  it('asks one command of each container', async () => {
    const asked = () => sim.requests.served('create', 'pods/exec');
    const earlier = asked();
    await checkOne('web', 'storefront-');
    assert.equal(asked() - earlier, 1);
  });

  it('proves nothing on a node that is not real', async () => {
    const { namespace, name } = podOf('web', 'storefront-');
    const pod = sim.object('pods', namespace, name) as unknown as { spec: { nodeName: string } };
    const node = sim.object('nodes', undefined, pod.spec.nodeName);
    assert.ok(node);
    const fake = structuredClone(node) as typeof node & {
      status: { nodeInfo: { kernelVersion: string; osImage: string } };
    };
    fake.status.nodeInfo.kernelVersion = '4.19.76-fakelinux';
    fake.status.nodeInfo.osImage = 'Fake Kubernetes Image';
    sim.upsert(fake);
    const { verdict, reason } = await checkOne(namespace, name);
    sim.upsert(node);
    assert.equal(verdict, 'indeterminate');
    assert.match(reason, /a virtual cluster's copy of a node/);
  });

  it('reads a pod without programs by an ephemeral container', async () => {
    const result = await checkOne('payments', 'vault-proxy-', {
      readers: [byImage(connection), byEphemeralContainer(connection, IMAGE)],
    });
    assert.equal(result.verdict, 'gvisor', result.reason);
    assert.match(result.reason, /read by an ephemeral container/);
    assert.equal(result.readBy, 'ephemeral');
  });

  it('reads a pod without programs by a canary pod, and deletes it', async () => {
    const count = sim.objects('pods', 'payments').length;
    const result = await checkOne('payments', 'vault-proxy-', {
      readers: [byImage(connection), byCanaryPod(connection, IMAGE, nullLog)],
    });
    assert.equal(result.verdict, 'gvisor', result.reason);
    assert.match(result.reason, /read by a canary pod, which speaks of this class on this node/);
    assert.equal(result.readBy, 'canary');
    await eventually(() => sim.objects('pods', 'payments').length === count);
  });

  describe('beside a canary pod on gVisor', () => {
    const readers = () => [byImage(connection), byCanaryPod(connection, IMAGE, nullLog)];

    it("keeps the contradiction of a pod whose uname alone tells the node's release", async () => {
      const alone = await readBy('worker-', 'noCat');
      const beside = await readBy('worker-', 'noCat', { readers: readers() });
      for (const { verdict, readBy: by } of [alone, beside]) {
        assert.deepEqual([verdict, by], ['host-kernel', 'image']);
      }
      assert.match(beside.reason, /its node; a canary pod of its class on its node: gVisor/);
      const from = new Set(beside.evidence.map(({ container }) => container));
      assert.ok(from.has('check') && from.size > 2, [...from].join());
    });

    it('leaves open what the pod itself says, where its own image does not count', async () => {
      const more = { readers: readers(), trustOwn: true };
      const { verdict, readBy: by, reason } = await readBy('worker-', 'normal', more);
      assert.deepEqual([verdict, by], ['indeterminate', 'image']);
      assert.match(reason, /which do not count here; a canary pod .*: gVisor/);
    });

    it('counts alone where the image, which does not count, says the same', async () => {
      const more = { readers: readers(), trustOwn: true };
      const { verdict, readBy: by } = await checkOne('payments', 'worker-', more);
      assert.deepEqual([verdict, by], ['gvisor', 'canary']);
    });
  });

  it('is indeterminate when no fallback is allowed either', async () => {
    const limited = await connectionTo(sim, 'sim-viewer');
    const result = await checkOne('payments', 'vault-proxy-', {
      connection: limited,
      readers: [
        byImage(limited),
        byEphemeralContainer(limited, IMAGE),
        byCanaryPod(limited, IMAGE, nullLog),
      ],
    });
    limited.dispose();
    assert.equal(result.verdict, 'indeterminate');
    assert.match(result.reason, /You may not add an ephemeral container/);
    assert.match(result.reason, /You may not create the canary pod/);
  });
});
