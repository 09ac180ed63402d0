import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import type { ClusterRef } from '../model/cluster/cluster.ts';
import type { ClusterList } from './clusterList.ts';
import type { Memory } from './memory/memory.ts';

const KEY = 'aksSandbox.activeCluster';

/** Another cluster became the active one; each is `undefined` where there is none. */
export interface ActiveClusterChange {
  /** The id of the cluster that was active. */
  readonly before: string | undefined;
  readonly now: string | undefined;
}

/** The cluster that completion and checks use; the choice is remembered for the workspace. */
export class ActiveCluster implements Disposable {
  readonly #list: ClusterList;
  readonly #memory: Memory;
  readonly #changed: Emitter<ActiveClusterChange>;

  constructor(list: ClusterList, memory: Memory, log: Log) {
    this.#list = list;
    this.#memory = memory;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
  }

  get onDidChange(): Event<ActiveClusterChange> {
    return this.#changed.event;
  }

  /**
   * Its id, even if the kubeconfigs were not read yet, or name it no more; that of its context once
   * a cluster that Azure alone knew has one.
   */
  get id(): string | undefined {
    const kept = this.#memory.get<string>(KEY);
    return kept === undefined ? undefined : (this.#list.refOrSuccessor(kept)?.id ?? kept);
  }

  get ref(): ClusterRef | undefined {
    const { id } = this;
    return id === undefined ? undefined : this.#list.ref(id);
  }

  /** Makes a cluster the active one, or none. */
  async choose(ref: ClusterRef | undefined): Promise<void> {
    const before = this.id;
    await this.#memory.update(KEY, ref?.id);
    if (before !== ref?.id) this.#changed.fire({ before, now: ref?.id });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
