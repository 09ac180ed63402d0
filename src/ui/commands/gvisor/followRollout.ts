import { abortError, sleep } from '../../../base/abort.ts';
import { toDisposable } from '../../../base/disposable.ts';
import { readPaused } from '../../../gvisor/deploy/pause.ts';
import {
  isPaused,
  isSettled,
  type Rollout,
  rolloutOf,
  rolloutText,
} from '../../../gvisor/deploy/rollout.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import { valueOf } from '../../../model/cluster/loadable.ts';
import type { ProgressReport } from '../../progress.ts';

/** The installer looks every three seconds whether it was resumed. */
const RESUMED_MS = 1000;

/**
 * Follows the nodes of an installation until nothing more happens by itself, and tells how far they
 * are.
 */
export async function followRollout(
  session: ClusterSession,
  names: readonly string[],
  release: string,
  report: ProgressReport,
  signal: AbortSignal,
): Promise<Rollout> {
  let done = 0;
  const tell = (rollout: Rollout): void => {
    const more = rollout.ready.length - done;
    done = rollout.ready.length;
    report.report({
      message: rolloutText(rollout),
      ...(more > 0 ? { increment: (more * 100) / Math.max(1, rollout.total) } : {}),
    });
  };
  for (;;) {
    const rollout = await settled(session, new Set(names), release, tell, signal);
    // The nodes say so a little longer than it is.
    if (!isPaused(rollout) || (await isStillPaused(session, signal))) return rollout;
    await sleep(RESUMED_MS, signal);
  }
}

async function isStillPaused({ connection }: ClusterSession, signal: AbortSignal) {
  return (await readPaused(connection, new ApiResources(connection), signal)) !== false;
}

/** Resolves once the nodes say that nothing more happens; `tell` is called at each change. */
function settled(
  session: ClusterSession,
  wanted: ReadonlySet<string>,
  release: string,
  tell: (rollout: Rollout) => void,
  signal: AbortSignal,
): Promise<Rollout> {
  return new Promise((resolve, reject) => {
    const look = session.look();
    const listening = session.onDidChange(() => check());
    const end = toDisposable(() => {
      listening.dispose();
      look.dispose();
      signal.removeEventListener('abort', cancelled);
    });
    const cancelled = (): void => {
      end.dispose();
      reject(abortError());
    };
    const check = (): void => {
      const { nodes } = session.snapshot;
      if (nodes.state !== 'ready') return;
      const rollout = rolloutOf(
        (valueOf(nodes) ?? []).filter(({ name }) => wanted.has(name)),
        release,
      );
      tell(rollout);
      if (!isSettled(rollout)) return;
      end.dispose();
      resolve(rollout);
    };
    signal.addEventListener('abort', cancelled, { once: true });
    check();
  });
}
