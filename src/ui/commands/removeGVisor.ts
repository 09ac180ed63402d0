import { window } from 'vscode';
import { isAbort } from '../../base/abort.ts';
import { plainText } from '../../base/plainText.ts';
import { RUNTIME_CLASS } from '../../gvisor/installerNames.ts';
import { forceRemoval, removeGVisor as remove } from '../../gvisor/removal.ts';
import { listAll } from '../../kube/list.ts';
import { NODES, PODS } from '../../kube/resources.ts';
import type { SandboxPod } from '../../model/pod.ts';
import type { Clusters } from '../clusters.ts';
import { withCancellableProgress } from '../progress.ts';
import { installedIn } from './installGVisor.ts';
import { nodesOf } from './nodesOf.ts';
import { activeOrPicked, sessionOf, targetsOf } from './target.ts';

const PODS_NAMED = 15;
const REMOVE = 'Remove gVisor';
const FORCE = 'Remove Although Pods Run';

/** Removes gVisor from every node. While pods run under it they are named, and removing is an explicit choice. */
export async function removeGVisor(clusters: Clusters, args: readonly unknown[]): Promise<void> {
  const [clicked] = targetsOf(args);
  const id = clicked?.cluster ?? (await activeOrPicked(clusters, REMOVE))?.id;
  if (id === undefined) return;
  const session = sessionOf(clusters, id);
  const { connection } = session;
  const cluster = plainText(connection.cluster.name);
  const { pools } = await installedIn(session);
  const { signal: always } = new AbortController();
  const { items } = await listAll(connection, PODS, always);
  const running = [...items.values()].filter(
    ({ runtimeClass, phase }) => runtimeClass === RUNTIME_CLASS && phase === 'Running',
  );
  const action = running.length > 0 ? FORCE : REMOVE;
  const answer = await window.showWarningMessage(
    `Remove gVisor from ${pools.names.join(', ')} in ${cluster}?`,
    { modal: true, detail: detailText(running) },
    action,
  );
  if (answer !== action) return;
  try {
    await withCancellableProgress(`Removing gVisor from ${cluster}`, async (report, signal) => {
      if (running.length > 0) {
        const nodes = (await nodesOf(session)).filter(({ gvisor }) => gvisor !== undefined);
        await forceRemoval(
          connection,
          nodes.map(({ name }) => name),
          signal,
        );
      }
      const onWaiting = (left: readonly { readonly node: string }[]): void =>
        report.report({
          message: `${left.length} nodes left: ${left.map(({ node }) => node).join(', ')}`,
        });
      await remove(connection, onWaiting, signal);
    });
    await sayWhatIsLeft();
  } catch (error) {
    if (!isAbort(error)) throw error;
    void window.showInformationMessage(
      `You no longer follow it. The DaemonSet in ${cluster} is deleted and its pods clean their nodes by themselves; run Remove gVisor again for the rest.`,
    );
  } finally {
    session.refresh();
  }

  async function sayWhatIsLeft(): Promise<void> {
    const left = [...(await listAll(connection, NODES, always)).items.values()].filter(
      ({ gvisor }) => gvisor !== undefined,
    );
    if (left.length === 0) {
      void window.showInformationMessage(`gVisor is removed from all nodes of ${cluster}.`);
      return;
    }
    const names = left.map(({ name, gvisor }) => `${name} (${gvisor?.reason ?? ''})`);
    void window.showWarningMessage(
      `gVisor stays on ${left.length} nodes of ${cluster}: ${names.slice(0, 5).join('; ')}. Deploy it again, then remove it once no pod runs under it.`,
    );
  }
}

function detailText(running: readonly SandboxPod[]): string {
  const order =
    'Each node gets its containerd configuration back as it was, to the byte, and its files are deleted. Then the rest of the installer is deleted, and the RuntimeClass gvisor last.';
  if (running.length === 0) return order;
  const names = running
    .slice(0, PODS_NAMED)
    .map(({ namespace, name }) => plainText(`${namespace}/${name}`));
  const rest = running.length > PODS_NAMED ? [`and ${running.length - PODS_NAMED} more`] : [];
  return `${running.length} pods run under gVisor. They go on running, but cannot be entered any more, and cannot start again:\n\n${[...names, ...rest].join('\n')}\n\n${order}`;
}
