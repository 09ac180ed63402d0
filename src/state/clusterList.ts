import { type Disposable, toDisposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import type { KubeconfigStore } from '../kube/kubeconfig/kubeconfigStore.ts';
import type { ResolvedContext } from '../kube/kubeconfig/mergeKubeconfigs.ts';
import type { Kubeconfigs, UnreadableFile } from '../kube/kubeconfig/readKubeconfigs.ts';
import type { ClusterRef } from '../model/cluster/cluster.ts';

/** All clusters that a person can open: the contexts of their kubeconfigs. */
export class ClusterList implements Disposable {
  readonly #store: KubeconfigStore;
  readonly #changed: Emitter<void>;
  readonly #subscription: Disposable;
  #kubeconfigs: Kubeconfigs | undefined;
  #watching: { count: number; readonly watch: Disposable } | undefined;

  /** The list owns the store. */
  constructor(store: KubeconfigStore, log: Log) {
    this.#store = store;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
    this.#subscription = store.onDidChange((kubeconfigs) => {
      this.#kubeconfigs = kubeconfigs;
      this.#changed.fire();
    });
  }

  /**
   * The kubeconfigs were read, for the first time or anew: any of the clusters may be another than
   * before.
   */
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

  /** The kubeconfigs that could not be read. */
  get unreadable(): readonly UnreadableFile[] {
    return this.#kubeconfigs?.unreadable ?? [];
  }

  /** The context that kubectl would use. */
  get current(): ClusterRef | undefined {
    return this.#kubeconfigs?.current?.ref;
  }

  ref(id: string): ClusterRef | undefined {
    return this.context(id)?.ref;
  }

  /** A cluster with all that is needed to connect. */
  context(id: string): ResolvedContext | undefined {
    return this.#kubeconfigs?.contexts.find(({ ref }) => ref.id === id);
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

  dispose(): void {
    this.#subscription.dispose();
    this.#watching?.watch.dispose();
    this.#store.dispose();
    this.#changed.dispose();
  }
}
