import { workspace } from 'vscode';
import { type Disposable, Disposables, toDisposable } from '../../base/disposable.ts';
import { Throttle } from '../../base/throttle.ts';
import type { ClusterSession } from '../../kube/clusterSession.ts';
import type { ClusterSnapshot } from '../../model/cluster/snapshot.ts';
import { factsOf, sameFacts } from '../../yaml/facts/clusterFacts.ts';
import { type Facts, NO_FACTS } from '../../yaml/facts/facts.ts';
import { mayBeKubernetes } from '../../yaml/document/textGate.ts';
import type { State } from '../../state/state.ts';
import type { Manifests } from './openManifests.ts';

/** A cluster changes all the time; manifests are checked anew at most that often. */
const UPDATE_MS = 250;

/**
 * Tells what the active cluster has, as long as a manifest is open, a cluster was chosen and the
 * workspace is trusted; else that nothing is known. `opened` is called for each cluster that is
 * looked at for that, and what it returns disposed when no longer.
 */
export function feedFacts(
  { clusters, sessions, active }: Pick<State, 'clusters' | 'sessions' | 'active'>,
  manifests: Manifests,
  tell: (facts: Facts) => void,
  opened: (session: ClusterSession) => Disposable,
): Disposable {
  const owned = new Disposables();
  let kubeconfigs: Disposable | undefined;
  let looking: { session: ClusterSession; look: Disposables } | undefined;
  let told: ClusterSnapshot | undefined;

  const stop = (): void => {
    looking?.look.dispose();
    looking = undefined;
    if (told) tell(NO_FACTS);
    told = undefined;
  };
  const update = (): void => {
    const needed =
      workspace.isTrusted &&
      active.id !== undefined &&
      manifests.open.some((document) => mayBeKubernetes(document.getText()));
    if (!needed) {
      kubeconfigs?.dispose();
      kubeconfigs = undefined;
      stop();
      return;
    }
    kubeconfigs ??= clusters.watch();
    const session = active.ref && sessions.open(active.ref.id);
    if (looking?.session !== session) {
      stop();
      if (session) {
        looking = { session, look: new Disposables() };
        looking.look.add(session.lookAtFacts());
        looking.look.add(opened(session));
      }
    }
    if (!session || (told && sameFacts(told, session.snapshot))) return;
    told = session.snapshot;
    tell(factsOf(told));
  };
  const soon = owned.add(new Throttle(UPDATE_MS, update));
  const request = (): void => soon.request();
  owned.add(clusters.onDidChange(request));
  owned.add(active.onDidChange(request));
  owned.add(
    sessions.onDidChange(({ cluster }) => {
      if (cluster === active.id) request();
    }),
  );
  owned.add(manifests.onDidChange(request));
  owned.add(manifests.onDidClose(request));
  owned.add(workspace.onDidGrantWorkspaceTrust(request));
  owned.add(
    toDisposable(() => {
      looking?.look.dispose();
      kubeconfigs?.dispose();
    }),
  );
  request();
  return owned;
}
