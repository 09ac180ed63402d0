import { isAbort, sleep, throwIfAborted } from '../../base/abort.ts';
import { followDelay, UNCHANGED_MS } from '../../net/retry.ts';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import { describeError, type Log } from '../../base/log.ts';
import { type Problem, problemOf } from '../../base/problem.ts';
import { Throttle } from '../../base/throttle.ts';
import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Loadable } from '../../model/cluster/loadable.ts';
import type { Connection } from '../api/connection.ts';
import { objectKeyOf, listAll } from './list.ts';
import type { ListedKind } from './listedKind.ts';
import { watch } from './watch.ts';

/** Keeps one part of a snapshot fresh. Failures are values; it never throws. */
export interface Source<T> {
  start(sink: (next: Loadable<T>) => void): Disposable;
  /** Reads anew, whatever state it is in. */
  refresh(): void;
}

const PUSH_INTERVAL_MS = 100;
/** A server that ends every watch at once must not be asked in a tight loop. */
const MIN_WATCH_MS = 1000;

/**
 * Lists a resource, follows it by watching, and starts over after any failure: back off, list
 * again, push the whole value. Changes are pushed at most every 100 ms: the whole value is a copy,
 * which takes half a millisecond for 50,000 pods. What was known stays as stale.
 */
export class WatchedList<Raw extends RawObject, T> implements Source<readonly T[]> {
  readonly #connection: () => Connection;
  readonly #resource: ListedKind<Raw, T>;
  readonly #log: Log;
  #restart: (() => void) | undefined;
  #known: readonly T[] | undefined;

  constructor(connection: () => Connection, resource: ListedKind<Raw, T>, log: Log) {
    this.#connection = connection;
    this.#resource = resource;
    this.#log = log;
  }

  start(sink: (next: Loadable<readonly T[]>) => void): Disposable {
    let stop = new AbortController();
    const run = (): void => {
      stop.abort();
      stop = new AbortController();
      void this.#run(sink, stop.signal);
    };
    this.#restart = run;
    run();
    return toDisposable(() => {
      this.#restart = undefined;
      stop.abort();
    });
  }

  refresh(): void {
    this.#restart?.();
  }

  async #run(sink: (next: Loadable<readonly T[]>) => void, signal: AbortSignal): Promise<void> {
    this.#push(sink, 'loading');
    for (let attempt = 0; !signal.aborted; attempt++) {
      const began = Date.now();
      try {
        await this.#listAndFollow(sink, signal);
      } catch (error) {
        if (signal.aborted || isAbort(error)) return;
        this.#log.warn(describeError(error));
        // A stream that lived for a while starts the counting anew.
        if (Date.now() - began > UNCHANGED_MS) attempt = 0;
        const cause = error instanceof FollowError ? error.cause : error;
        const problem = problemOf(cause);
        // A list follows at once and shows whether what is known is old, unless following is not
        // possible at all.
        if (!(error instanceof FollowError) || !problem.retryable) this.#push(sink, problem);
        try {
          await sleep(followDelay(cause, attempt), signal);
        } catch {
          return;
        }
      }
    }
  }

  /**
   * Resolves never; rejects when list or watch fail, with `FollowError` once the list was there.
   */
  async #listAndFollow(
    sink: (next: Loadable<readonly T[]>) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const connection = this.#connection();
    const listed = await listAll(connection, this.#resource, signal);
    throwIfAborted(signal);
    const { items } = listed;
    const push = (): void => {
      if (signal.aborted) return;
      this.#known = [...items.values()];
      sink({ state: 'ready', value: this.#known, at: Date.now() });
    };
    push();
    const soon = new Throttle(PUSH_INTERVAL_MS, push);
    const project = this.#resource.projection();
    let version = listed.resourceVersion;
    try {
      for (;;) {
        const began = Date.now();
        for await (const event of watch(connection, this.#resource, version, signal)) {
          throwIfAborted(signal);
          if (event.type === 'BOOKMARK') {
            version = event.resourceVersion || version;
            continue;
          }
          version = event.object.metadata?.resourceVersion || version;
          const key = objectKeyOf(event.object);
          const isGone = event.type === 'DELETED' || key === '';
          const kept = isGone ? undefined : project(event.object);
          if (kept !== undefined) items.set(key, kept);
          else if (!items.delete(key)) continue;
          soon.request();
        }
        if (Date.now() - began < MIN_WATCH_MS) throw new Error('The watch ended at once');
      }
    } catch (error) {
      throw isAbort(error) ? error : new FollowError(error);
    } finally {
      soon.dispose();
    }
  }

  #push(sink: (next: Loadable<readonly T[]>) => void, what: 'loading' | Problem): void {
    const stale = this.#known === undefined ? {} : { stale: this.#known };
    sink(
      what === 'loading'
        ? { state: 'loading', ...stale }
        : { state: 'failed', problem: what, ...stale },
    );
  }
}

/**
 * A watch that failed after a good list: the value is not said to be old until the next list fails
 * too.
 */
class FollowError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
