import { type Disposable, Disposables } from '../base/disposable.ts';
import type { Log } from '../base/log.ts';
import { type Loadable, valueOf } from '../model/cluster/loadable.ts';
import type { LackingWorkload } from '../model/workload/lackingWorkload.ts';
import type { Connection } from './api/connection.ts';
import type { Source } from './list/watchedList.ts';
import { PermittedList } from './permittedList.ts';
import { WORKLOADS } from './resources/workloadResources.ts';

type Part = Loadable<readonly (LackingWorkload | undefined)[]>;

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
  readonly #lists: readonly Source<readonly (LackingWorkload | undefined)[]>[];

  constructor(options: WatchedWorkloadsOptions) {
    this.#lists = WORKLOADS.map(
      (kind) => new PermittedList({ ...options, kind, maxNamespaces: MAX_NAMESPACES }),
    );
  }

  start(sink: (next: Loadable<readonly LackingWorkload[]>) => void): Disposable {
    const running = new Disposables();
    const parts: Part[] = this.#lists.map(() => ({ state: 'loading' }));
    let before: Loadable<readonly LackingWorkload[]> | undefined;
    for (const [index, list] of this.#lists.entries()) {
      const following = list.start((next) => {
        parts[index] = next;
        const all = joinedWorkloads(parts);
        // Most changes are of workloads that lack nothing.
        if (before && isNothingNew(before, all)) return;
        before = all;
        sink(all);
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
export function joinedWorkloads(parts: readonly Part[]): Loadable<readonly LackingWorkload[]> {
  const value = parts.flatMap((part) => (valueOf(part) ?? []).filter((one) => one !== undefined));
  const failed = parts.find((part) => part.state === 'failed');
  if (failed) return { state: 'failed', problem: failed.problem, stale: value };
  if (parts.some(({ state }) => state === 'loading')) return { state: 'loading', stale: value };
  return { state: 'ready', value, at: Date.now() };
}

function isNothingNew(
  before: Loadable<readonly LackingWorkload[]>,
  next: Loadable<readonly LackingWorkload[]>,
): boolean {
  if (before.state !== 'ready' || next.state !== 'ready') return false;
  return before.value.length === 0 && next.value.length === 0;
}
