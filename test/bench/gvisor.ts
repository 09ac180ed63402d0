import { setTimeout as wait } from 'node:timers/promises';
import { GVisorCluster } from '../cluster/gvisor/gvisorCluster.ts';
import {
  installerBytes,
  installSeconds,
  MAX_IDLE_BYTES,
  watchCri,
} from '../cluster/gvisor/measurements.ts';
import { startMirror } from '../cluster/gvisor/mirror.ts';
import { testReleases } from '../cluster/gvisor/releases.ts';
import { requirements } from '../cluster/requirements.ts';
import { onSignal } from '../vscodeHost/process/signals.ts';
import type { Figure } from './figure.ts';

/** By pool. There is no containerd 1.7: where its restart restarts the installer, the log begins in the middle. */
const NODES = { azurelinux: 'lab-1', ubuntu24: 'lab-2' } as const;
const CONTAINERD = '2.2.9 2.3.7';
const IDLE_MS = 60_000;
const MIB = 1024 * 1024;

/** Installs gVisor on the nodes of a real cluster of its own, and measures what that costs each. */
export async function benchGVisor(): Promise<readonly Figure[]> {
  const missing = await requirements();
  if (missing.length > 0) {
    throw new Error(`The cluster cannot run here. Missing:\n- ${missing.join('\n- ')}`);
  }
  await using stack = new AsyncDisposableStack();
  const release = onSignal(() => stack.disposeAsync());
  stack.defer(() => release());
  const gv = stack.use(
    await GVisorCluster.start({
      NODES: String(Object.keys(NODES).length),
      NODE_POOLS: Object.keys(NODES).join(' '),
      NODE_CONTAINERD: CONTAINERD,
      NODE_LAYOUT: 'aks-new',
    }),
  );
  const releases = await testReleases();
  const mirror = stack.use(await startMirror(gv.host, releases));
  const watching = Object.values(NODES).map((node) => watchCri(gv, node));
  await gv.deploy({
    pools: Object.keys(NODES),
    release: releases[0].release,
    mirror: mirror.url(),
  });
  for (const node of Object.values(NODES)) await gv.ready(node);
  const withoutCri = await Promise.all(watching.map((ended) => ended()));
  const seconds = await Promise.all(
    Object.values(NODES).map(async (node) => {
      const { whole, fetching, waiting } = await installSeconds(gv, node);
      return whole - fetching - waiting;
    }),
  );
  // Idle is what it is after it has looked a few times and found nothing to do.
  await wait(IDLE_MS);
  const bytes = [...(await installerBytes(gv)).values()];
  return [
    figure('from pod start to label, without download', seconds, 's', 30, 0),
    figure('without CRI ok', withoutCri, 's', 5, 2),
    figure(
      'idle installer',
      bytes.map((one) => one / MIB),
      'MiB',
      MAX_IDLE_BYTES / MIB,
      1,
    ),
  ];
}

/** The figures of all nodes, in the order of their containerd. */
function figure(
  what: string,
  values: readonly number[],
  unit: string,
  most: number,
  digits: number,
): Figure {
  return {
    what: `gVisor on a node (containerd ${CONTAINERD.replaceAll(' ', ', ')}): ${what}`,
    value: `${values.map((value) => value.toFixed(digits)).join(', ')} ${unit}`,
    target: `≤ ${most} ${unit}`,
    reached: values.length === Object.keys(NODES).length && values.every((value) => value <= most),
  };
}
