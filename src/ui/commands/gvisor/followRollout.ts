import { toDisposable } from '../../../base/disposable.ts';
import { abortError } from '../../../base/abort.ts';
import { isSettled, type Rollout, rolloutOf, rolloutText } from '../../../gvisor/deploy/rollout.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { valueOf } from '../../../model/cluster/loadable.ts';
import type { ProgressReport } from '../../progress.ts';

/**
 * Follows the nodes of an installation until nothing more happens by itself, and tells how far they
 * are.
 */
export function followRollout(
  session: ClusterSession,
  names: readonly string[],
  release: string,
  report: ProgressReport,
  signal: AbortSignal,
): Promise<Rollout> {
  const wanted = new Set(names);
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
    let done = 0;
    const check = (): void => {
      const nodes = (valueOf(session.snapshot.nodes) ?? []).filter(({ name }) => wanted.has(name));
      if (session.snapshot.nodes.state !== 'ready') return;
      const rollout = rolloutOf(nodes, release);
      const more = rollout.ready.length - done;
      done = rollout.ready.length;
      report.report({
        message: rolloutText(rollout),
        ...(more > 0 ? { increment: (more * 100) / Math.max(1, rollout.total) } : {}),
      });
      if (!isSettled(rollout)) return;
      end.dispose();
      resolve(rollout);
    };
    signal.addEventListener('abort', cancelled, { once: true });
    check();
  });
}
