import { type Disposable, toDisposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import type { KubeconfigStore } from '../kube/kubeconfig/kubeconfigStore.ts';
import type { ResolvedContext } from '../kube/kubeconfig/mergeKubeconfigs.ts';
import type { Kubeconfigs, UnreadableFile } from '../kube/kubeconfig/readKubeconfigs.ts';
import { type AksCluster, aksKey, clusterOfServer } from '../model/aks/aksCluster.ts';
import type { ClusterRef } from '../model/cluster/cluster.ts';
import { valueOf } from '../model/cluster/loadable.ts';
import type { Azure } from './azure.ts';

/**
 * All clusters that a person can open: the contexts of their kubeconfigs, each with what Azure says
 * of its server, and the AKS clusters that have no context.
 */
export class ClusterList implements Disposable {
  readonly #store: KubeconfigStore;
  readonly #azure: Azure;
  readonly #changed: Emitter<void>;
  readonly #subscription: Disposable;
  #kubeconfigs: Kubeconfigs | undefined;
  #refs: readonly ClusterRef[] = [];
  /** By id; the other one has the row of each AKS cluster by its key. */
  #byId: ReadonlyMap<string, ClusterRef> = new Map();
  #byAks: ReadonlyMap<string, ClusterRef> = new Map();
  #watching: { count: number; readonly watch: Disposable } | undefined;

  /** The list owns the store. */
  constructor(store: KubeconfigStore, azure: Azure, log: Log) {
    this.#store = store;
    this.#azure = azure;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
    const changed = store.onDidChange((kubeconfigs) => {
      this.#kubeconfigs = kubeconfigs;
      this.#update();
    });
    const azureChanged = azure.onDidChange(({ kind }) => {
      if (kind !== 'pools') this.#update();
    });
    this.#subscription = toDisposable(() => {
      changed.dispose();
      azureChanged.dispose();
    });
  }

  /**
   * The kubeconfigs were read, for the first time or anew, or Azure's clusters: any of them may be
   * another than before.
   */
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** False until the kubeconfigs were read for the first time. */
  get isLoaded(): boolean {
    return this.#kubeconfigs !== undefined;
  }

  get refs(): readonly ClusterRef[] {
    return this.#refs;
  }

  /** The kubeconfigs that could not be read. */
  get unreadable(): readonly UnreadableFile[] {
    return this.#kubeconfigs?.unreadable ?? [];
  }

  /** The context that kubectl would use. */
  get current(): ClusterRef | undefined {
    return this.#kubeconfigs?.current?.ref;
  }

  ref(id: string): ClusterRef | undefined {
    return this.#byId.get(id);
  }

  /**
   * The cluster of an id; for one that Azure alone knew and that has a context by now, that
   * context.
   */
  refOrSuccessor(id: string): ClusterRef | undefined {
    return this.ref(id) ?? this.#byAks.get(id);
  }

  /** A cluster with all that is needed to connect. */
  context(id: string): ResolvedContext | undefined {
    const azure = this.#azure.parts?.contexts.of(id);
    if (azure) return valueOf(azure);
    return this.#kubeconfigs?.contexts.find(({ ref }) => ref.id === id);
  }

  /**
   * Gets what is needed to connect to a cluster that only Azure knows. What fails is said in its
   * row.
   */
  async connect(id: string): Promise<void> {
    const aks = this.#azure.parts?.clusters.cluster(id);
    if (aks) await this.#azure.parts?.contexts.connect(aks);
  }

  /**
   * Reads the kubeconfigs, and again when they change, until the returned disposable is disposed.
   */
  watch(): Disposable {
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

  #update(): void {
    const aks = this.#azure.parts?.clusters.clusters ?? [];
    const contexts = (this.#kubeconfigs?.contexts ?? []).map(({ ref }) => {
      const cluster = clusterOfServer(ref.server, aks);
      return cluster ? { ...ref, aks: cluster } : ref;
    });
    const named = new Set(contexts.map((ref) => ref.aks));
    const others = aks.filter((cluster) => !named.has(cluster));
    this.#refs = [...contexts, ...others.map((cluster) => this.#azureRef(cluster))];
    // Of several with one id, or contexts of one cluster, the first counts.
    const last = this.#refs.toReversed();
    this.#byId = new Map(last.map((ref) => [ref.id, ref]));
    this.#byAks = new Map(last.flatMap((ref) => (ref.aks ? [[aksKey(ref.aks.id), ref]] : [])));
    this.#changed.fire();
  }

  #azureRef(aks: AksCluster): ClusterRef {
    const id = aksKey(aks.id);
    const [host] = aks.hosts;
    const known = this.context(id)?.ref;
    const server = known?.server ?? (host === undefined ? '' : `https://${host}`);
    return { id, name: aks.name, server, namespace: '', user: known?.user ?? '', file: '', aks };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#watching?.watch.dispose();
    this.#store.dispose();
    this.#changed.dispose();
  }
}
