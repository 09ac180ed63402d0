import { type Disposable, Disposables } from '../base/disposable.ts';
import type { Log } from '../base/log.ts';
import { type Loadable, valueOf } from '../model/cluster/loadable.ts';
import type { LackingWorkload } from '../model/workload/lackingWorkload.ts';
import type { Connection } from './api/connection.ts';
import type { Source } from './list/watchedList.ts';
import { PermittedList } from './permittedList.ts';
import { WORKLOADS } from './resources/workloadResources.ts';

type Workloads = Loadable<readonly LackingWorkload[]>;

/** Each is a watch of its own for each kind of workload. */
const MAX_NAMESPACES = 10;

export interface WatchedWorkloadsOptions {
  readonly connection: () => Connection;
  /** As those of `PermittedList`. */
  readonly namespaces: () => readonly string[];
  readonly log: Log;
}

/** The workloads of all kinds that ask for a RuntimeClass and lack pods. */
export class WatchedWorkloads implements Source<readonly LackingWorkload[]> {
  readonly #lists: readonly Source<readonly LackingWorkload[]>[];

  constructor(options: WatchedWorkloadsOptions) {
    this.#lists = WORKLOADS.map(
      (kind) => new PermittedList({ ...options, kind, maxNamespaces: MAX_NAMESPACES }),
    );
  }

  start(sink: (next: Workloads) => void): Disposable {
    const running = new Disposables();
    const parts: Workloads[] = this.#lists.map(() => ({ state: 'loading' }));
    for (const [index, list] of this.#lists.entries()) {
      const following = list.start((next) => {
        parts[index] = next;
        sink(joinedWorkloads(parts));
      });
      running.add(following);
    }
    return running;
  }

  refresh(): void {
    for (const list of this.#lists) list.refresh();
  }
}

/** What is known of all kinds together. It failed where one of them did: the others are kept. */
function joinedWorkloads(parts: readonly Workloads[]): Workloads {
  const value = parts.flatMap((part) => valueOf(part) ?? []);
  const failed = parts.find((part) => part.state === 'failed');
  if (failed) return { state: 'failed', problem: failed.problem, stale: value };
  if (parts.some(({ state }) => state === 'loading')) return { state: 'loading', stale: value };
  return { state: 'ready', value, at: Date.now() };
}
