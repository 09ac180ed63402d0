import { isAbort } from '../base/abort.ts';
import { type Disposable, Disposables, toDisposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import { problemOf } from '../base/problem.ts';
import { valueOf } from '../model/cluster/loadable.ts';
import type { KubeNode } from '../model/node/node.ts';
import type { SandboxPod } from '../model/pod/pod.ts';
import type { RuntimeClass } from '../model/runtimeClass/runtimeClass.ts';
import type { LackingWorkload } from '../model/workload/lackingWorkload.ts';
import { type ClusterSnapshot, emptySnapshot } from '../model/cluster/snapshot.ts';
import { Connection, type ConnectionOptions } from './api/connection.ts';
import type { ResolvedContext } from './kubeconfig/mergeKubeconfigs.ts';

import { serverVersion } from './api/serverVersion.ts';
import { SharedReading } from './list/sharedReading.ts';
import { type Source, WatchedList } from './list/watchedList.ts';

import { AgentReading } from './agentReading.ts';
import { PermittedList } from './permittedList.ts';
import { NODES } from './resources/nodeResource.ts';
import { NAMESPACES } from './resources/namespaceResource.ts';
import { PODS } from './resources/podResource.ts';
import { RUNTIME_CLASSES } from './resources/runtimeClassResource.ts';
import { WatchedWorkloads } from './watchedWorkloads.ts';
import { withRetry } from '../net/retry.ts';

export type SessionOptions = Omit<ConnectionOptions, 'context'> & {
  readonly log: Log;
  /** Namespaces to look for pods in where not all may be listed; that of the context is another. */
  readonly namespaces?: () => readonly string[];
  /** How long it keeps reading after the last one looked away, in milliseconds. */
  readonly lingerMs?: number;
};

const LINGER_MS = 10_000;
const MAX_POD_NAMESPACES = 50;

/** One open cluster: its connection, and a snapshot that is kept fresh while somebody looks. */
export class ClusterSession implements Disposable {
  readonly #options: SessionOptions;
  readonly #changed: Emitter<ClusterSnapshot>;
  readonly #nodes: Source<readonly KubeNode[]>;
  readonly #runtimeClasses: Source<readonly RuntimeClass[]>;
  readonly #namespaces: Source<readonly string[]>;
  readonly #pods: Source<readonly SandboxPod[]>;
  readonly #agents: AgentReading;
  readonly #workloads: Source<readonly LackingWorkload[]>;
  readonly #factsReading: SharedReading;
  readonly #podsReading: SharedReading;
  #versionReading: AbortController | undefined;
  #context: ResolvedContext;
  #connection: Connection;
  #snapshot: ClusterSnapshot;

  constructor(context: ResolvedContext, options: SessionOptions) {
    this.#options = options;
    this.#context = context;
    this.#connection = new Connection({ ...options, context });
    this.#snapshot = emptySnapshot(context.ref);
    this.#changed = new Emitter((error) => options.log.error(describeError(error)));
    const connection = (): Connection => this.#connection;
    this.#nodes = new WatchedList(connection, NODES, options.log);
    this.#runtimeClasses = new WatchedList(connection, RUNTIME_CLASSES, options.log);
    this.#namespaces = new WatchedList(connection, NAMESPACES, options.log);
    const namespaces = (): readonly string[] => [
      ...(options.namespaces?.() ?? []),
      this.#context.ref.namespace || 'default',
    ];
    this.#pods = new PermittedList({
      connection,
      kind: PODS,
      maxNamespaces: MAX_POD_NAMESPACES,
      namespaces,
      onNamespaces: (podNamespaces) => {
        if (podNamespaces !== this.#snapshot.podNamespaces) this.#change({ podNamespaces });
      },
      log: options.log,
    });
    this.#agents = new AgentReading({
      connection,
      onChange: (agents) => this.#change({ agents }),
      log: options.log,
    });
    this.#workloads = new WatchedWorkloads({ connection, namespaces, log: options.log });
    const linger = options.lingerMs ?? LINGER_MS;
    this.#factsReading = new SharedReading(() => this.#readFacts(), linger);
    this.#podsReading = new SharedReading(() => this.#readPods(), linger);
  }

  get onDidChange(): Event<ClusterSnapshot> {
    return this.#changed.event;
  }

  get snapshot(): ClusterSnapshot {
    return this.#snapshot;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** True while the cluster is read. */
  get isReading(): boolean {
    return this.#factsReading.isRunning;
  }

  /** Keeps the snapshot fresh until the returned disposable is disposed, and a little longer. */
  look(): Disposable {
    const looks = new Disposables();
    looks.add(this.#factsReading.look());
    looks.add(this.#podsReading.look());
    return looks;
  }

  /** Like `look`, for what a manifest is checked against: everything but pods and workloads. */
  lookAtFacts(): Disposable {
    return this.#factsReading.look();
  }

  /** Reads everything anew, if anybody looks. */
  refresh(): void {
    if (this.#factsReading.isRunning) {
      this.#nodes.refresh();
      this.#runtimeClasses.refresh();
      this.#namespaces.refresh();
      this.#agents.refresh();
      void this.#readVersion();
    }
    if (this.#podsReading.isRunning) {
      this.#pods.refresh();
      this.#workloads.refresh();
    }
  }

  /** Takes over what the kubeconfig says now; connects anew when it changed. */
  update(context: ResolvedContext): void {
    if (JSON.stringify(context) === JSON.stringify(this.#context)) return;
    this.#context = context;
    this.#connection.dispose();
    this.#connection = new Connection({ ...this.#options, context });
    this.#change({ cluster: context.ref });
    this.#factsReading.restart();
    this.#podsReading.restart();
    // One of them looks on while the other begins anew: the kinds of the new server are asked for.
    this.#agents.refresh();
  }

  dispose(): void {
    this.#factsReading.dispose();
    this.#podsReading.dispose();
    this.#connection.dispose();
    this.#changed.dispose();
  }

  #readFacts(): Disposables {
    const running = new Disposables();
    running.add(this.#nodes.start((nodes) => this.#change({ nodes })));
    running.add(this.#runtimeClasses.start((runtimeClasses) => this.#change({ runtimeClasses })));
    running.add(this.#namespaces.start((namespaces) => this.#change({ namespaces })));
    running.add(this.#agents.look(['SandboxTemplate', 'SandboxWarmPool']));
    running.add(toDisposable(() => this.#versionReading?.abort()));
    void this.#readVersion();
    return running;
  }

  #readPods(): Disposables {
    const running = new Disposables();
    running.add(this.#pods.start((pods) => this.#change({ pods })));
    running.add(this.#agents.look(['Sandbox', 'SandboxClaim']));
    running.add(this.#workloads.start((workloads) => this.#change({ workloads })));
    return running;
  }

  async #readVersion(): Promise<void> {
    this.#versionReading?.abort();
    this.#versionReading = new AbortController();
    const { signal } = this.#versionReading;
    const known = valueOf(this.#snapshot.version);
    try {
      const value = await withRetry(() => serverVersion(this.#connection, signal), signal);
      this.#change({ version: { state: 'ready', value, at: Date.now() } });
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      const stale = known === undefined ? {} : { stale: known };
      this.#change({ version: { state: 'failed', problem: problemOf(error), ...stale } });
    }
  }

  #change(part: Partial<ClusterSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    this.#changed.fire(this.#snapshot);
  }
}
