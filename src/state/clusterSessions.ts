import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError } from '../base/log.ts';
import type { ClusterSession, SessionOptions } from '../kube/clusterSession.ts';
import type { ClusterList } from './clusterList.ts';

/** What happened to the session of a cluster: it was opened or closed, or has read something. */
export interface SessionChange {
  readonly kind: 'opened' | 'closed' | 'read';
  /** The id of the cluster. */
  readonly cluster: string;
}

/**
 * The clusters that are open. A session lasts as long as the list has its cluster, on the same
 * server. What makes sessions is loaded by `prepare`, before the list has its first cluster.
 */
export class ClusterSessions implements Disposable {
  readonly #list: ClusterList;
  readonly #options: SessionOptions;
  readonly #changed: Emitter<SessionChange>;
  readonly #open = new Map<string, ClusterSession>();
  readonly #subscription: Disposable;
  #session: typeof ClusterSession | undefined;

  constructor(list: ClusterList, options: SessionOptions) {
    this.#list = list;
    this.#options = options;
    this.#changed = new Emitter((error) => options.log.error(describeError(error)));
    this.#subscription = list.onDidChange(() => this.#follow());
  }

  get onDidChange(): Event<SessionChange> {
    return this.#changed.event;
  }

  /** Loads what reads a cluster, once. */
  async prepare(): Promise<void> {
    this.#session ??= (await import('../kube/clusterSession.ts')).ClusterSession;
  }

  /**
   * The session of a cluster, opened at the first call; `undefined` for a context that cannot be
   * used.
   */
  open(cluster: string): ClusterSession | undefined {
    const open = this.#open.get(cluster);
    if (open) return open;
    const context = this.#list.context(cluster);
    if (!context || context.ref.problem) return undefined;
    if (!this.#session) throw new Error('A cluster is opened before prepare()');
    const session = new this.#session(context, this.#options);
    session.onDidChange(() => this.#changed.fire({ kind: 'read', cluster }));
    this.#open.set(cluster, session);
    this.#changed.fire({ kind: 'opened', cluster });
    return session;
  }

  /** The session of a cluster if it is open. */
  get(cluster: string): ClusterSession | undefined {
    return this.#open.get(cluster);
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const session of this.#open.values()) session.dispose();
    this.#open.clear();
    this.#changed.dispose();
  }

  #follow(): void {
    for (const [cluster, session] of this.#open) {
      const context = this.#list.context(cluster);
      // What is known of one server says nothing of another, even under the same name.
      const same = context?.ref.server === session.connection.cluster.server;
      if (context && same && !context.ref.problem) {
        session.update(context);
        continue;
      }
      session.dispose();
      this.#open.delete(cluster);
      this.#changed.fire({ kind: 'closed', cluster });
    }
  }
}
