import { type Disposable, toDisposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import { ClusterSession, type SessionOptions } from '../kube/clusterSession.ts';
import type { KubeconfigStore } from '../kube/kubeconfig/kubeconfigStore.ts';
import type { ResolvedContext } from '../kube/kubeconfig/mergeKubeconfigs.ts';
import type { Kubeconfigs, UnreadableFile } from '../kube/kubeconfig/readKubeconfigs.ts';
import type { CheckResult } from '../model/isolation/checkResult.ts';
import type { ClusterRef } from '../model/cluster/cluster.ts';
import type { CheckReport } from '../proof/report/checkReport.ts';

/** Where the choice of the active cluster is remembered; VS Code's `Memento` is one. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

interface Thenable<T> {
  then(done: (value: T) => unknown): unknown;
}

const ACTIVE_KEY = 'aksSandbox.activeCluster';

/** What checks found on one server: of pods by their uid, of nodes by their name. */
interface Found {
  readonly server: string | undefined;
  readonly pods: Map<string, CheckResult>;
  readonly nodes: Map<string, CheckResult>;
}

/** All clusters that a person can open, those that are open, the active one, and what checks found. */
export class Clusters implements Disposable {
  readonly #store: KubeconfigStore;
  readonly #memory: Memory;
  readonly #sessionOptions: SessionOptions;
  readonly #changed: Emitter<void>;
  readonly #sessions = new Map<string, ClusterSession>();
  readonly #found = new Map<string, Found>();
  readonly #subscription: Disposable;
  #kubeconfigs: Kubeconfigs | undefined;
  #watching: { count: number; readonly watch: Disposable } | undefined;
  #lastReport: CheckReport | undefined;

  constructor(
    store: KubeconfigStore,
    memory: Memory,
    sessionOptions: SessionOptions & { log: Log },
  ) {
    this.#store = store;
    this.#memory = memory;
    this.#sessionOptions = sessionOptions;
    this.#changed = new Emitter((error) => sessionOptions.log.error(describeError(error)));
    this.#subscription = store.onDidChange((kubeconfigs) => this.#take(kubeconfigs));
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** False until the kubeconfigs were read for the first time. */
  get isLoaded(): boolean {
    return this.#kubeconfigs !== undefined;
  }

  get refs(): readonly ClusterRef[] {
    return this.#kubeconfigs?.contexts.map(({ ref }) => ref) ?? [];
  }

  get unreadable(): readonly UnreadableFile[] {
    return this.#kubeconfigs?.unreadable ?? [];
  }

  /** The context that kubectl would use. */
  get current(): ClusterRef | undefined {
    return this.#kubeconfigs?.current?.ref;
  }

  /** The cluster that completion and checks use; remembered for the workspace. */
  get active(): ClusterRef | undefined {
    const id = this.#memory.get<string>(ACTIVE_KEY);
    return id === undefined ? undefined : this.refs.find((ref) => ref.id === id);
  }

  /** Whether a cluster was chosen, even if the kubeconfigs were not read yet. */
  get hasActive(): boolean {
    return this.#memory.get<string>(ACTIVE_KEY) !== undefined;
  }

  /** Reads the kubeconfigs, and again when they change, until the returned disposable is disposed. */
  watchKubeconfigs(): Disposable {
    this.#watching ??= { count: 0, watch: this.#store.watch() };
    const watching = this.#watching;
    watching.count++;
    return toDisposable(() => {
      if (--watching.count > 0) return;
      watching.watch.dispose();
      if (this.#watching === watching) this.#watching = undefined;
    });
  }

  /** Reads the kubeconfigs once, unless they are known. */
  async load(): Promise<void> {
    if (!this.#kubeconfigs) await this.#store.load();
  }

  async reload(): Promise<void> {
    await this.#store.load();
  }

  async setActive(ref: ClusterRef | undefined): Promise<void> {
    await this.#memory.update(ACTIVE_KEY, ref?.id);
    this.#changed.fire();
  }

  /** The session of a cluster, made at the first call. `undefined` for a context that cannot be used. */
  session(id: string): ClusterSession | undefined {
    const open = this.#sessions.get(id);
    if (open) return open;
    const context = this.#context(id);
    if (!context || context.ref.problem) return undefined;
    const session = new ClusterSession(context, this.#sessionOptions);
    session.onDidChange(() => this.#changed.fire());
    this.#sessions.set(id, session);
    return session;
  }

  /** The session of a cluster if it was opened before. */
  openSession(id: string): ClusterSession | undefined {
    return this.#sessions.get(id);
  }

  results(id: string): ReadonlyMap<string, CheckResult> {
    return this.#foundOn(id).pods;
  }

  addResult(id: string, result: CheckResult): void {
    this.#foundOn(id).pods.set(result.uid, result);
    this.#changed.fire();
  }

  /** What canary pods proved of nodes, by the node's name. */
  nodeResults(id: string): ReadonlyMap<string, CheckResult> {
    return this.#foundOn(id).nodes;
  }

  addNodeResult(id: string, result: CheckResult): void {
    this.#foundOn(id).nodes.set(result.name, result);
    this.#changed.fire();
  }

  get lastReport(): CheckReport | undefined {
    return this.#lastReport;
  }

  setLastReport(report: CheckReport): void {
    this.#lastReport = report;
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#watching?.watch.dispose();
    for (const session of this.#sessions.values()) session.dispose();
    this.#sessions.clear();
    this.#store.dispose();
    this.#changed.dispose();
  }

  #context(id: string): ResolvedContext | undefined {
    return this.#kubeconfigs?.contexts.find(({ ref }) => ref.id === id);
  }

  /** A cluster that was made anew under the same name has nodes of the same names: nothing was found there yet. */
  #foundOn(id: string): Found {
    const server = this.#context(id)?.ref.server;
    const known = this.#found.get(id);
    // While a kubeconfig is written its contexts may be gone for a moment.
    if (known && (server === undefined || server === known.server)) return known;
    const nothing = { server, pods: new Map(), nodes: new Map() };
    this.#found.set(id, nothing);
    return nothing;
  }

  #take(kubeconfigs: Kubeconfigs): void {
    this.#kubeconfigs = kubeconfigs;
    for (const [id, session] of this.#sessions) {
      const context = this.#context(id);
      // What is known of one server says nothing of another, even under the same name.
      const same = context?.ref.server === session.connection.cluster.server;
      if (context && same && !context.ref.problem) session.update(context);
      else {
        session.dispose();
        this.#sessions.delete(id);
      }
    }
    this.#changed.fire();
  }
}
