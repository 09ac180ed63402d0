import { ObjectEntry, type Entry } from './kube/entry.ts';
import { kubeTime } from './kube/kubeObject.ts';
import type { Pod, PodCondition } from './kube/pod.ts';
import { servedType } from './kube/resourceTypes.ts';
import type { Store } from './kube/store.ts';
import type { Timers } from './timers.ts';

/** An entry that can be made anew for a later revision at little cost. */
export interface CheapEntry extends Entry {
  next(revision: number): Entry;
}

const TICK_MS = 20;

/** Changes pods one after the other at a steady rate, for watches to have something to tell. */
export class Load {
  readonly #store: Store;
  readonly #timers: Timers;
  #stop: () => void = () => {};
  #sent = 0;

  constructor(store: Store, timers: Timers) {
    this.#store = store;
    this.#timers = timers;
  }

  /** How many events it has caused so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Sets the rate; 0 stops it. Pods deleted in the meantime are left out. */
  mutate(eventsPerSecond: number): void {
    this.#stop();
    if (eventsPerSecond <= 0) return;
    const type = servedType('pods');
    const keys = [...this.#store.table(type).scan('', '', this.#store.revision)].map(
      (entry) => entry.key,
    );
    if (keys.length === 0) return;
    const startedAt = performance.now();
    let done = 0;
    this.#stop = this.#timers.every(TICK_MS, () => {
      const due = ((performance.now() - startedAt) * eventsPerSecond) / 1000;
      for (; done < due; done++) this.#touch(keys[done % keys.length] ?? '');
    });
  }

  #touch(key: string): void {
    const type = servedType('pods');
    const entry = this.#store.table(type).get(key);
    if (entry === undefined) return;
    this.#sent++;
    this.#store.putEntry(type, (revision) =>
      isCheap(entry) ? entry.next(revision) : nextOf(entry, revision),
    );
  }
}

function isCheap(entry: Entry): entry is CheapEntry {
  return 'next' in entry;
}

/** The pod as it is after one of its conditions was probed again. */
function nextOf(entry: Entry, revision: number): Entry {
  const pod = entry.object as Pod;
  const conditions = (pod.status.conditions ?? []).map(touched);
  const metadata = { ...pod.metadata, resourceVersion: String(revision) };
  return new ObjectEntry({ ...pod, metadata, status: { ...pod.status, conditions } }, revision);
}

function touched(condition: PodCondition): PodCondition {
  if (condition.type !== 'Ready') return condition;
  return { ...condition, lastTransitionTime: kubeTime() };
}
