import { isAbort } from '../base/abort.ts';
import { type Disposable, Disposables, toDisposable } from '../base/disposable.ts';
import { describeError, type Log } from '../base/log.ts';
import { type Loadable, valueOf } from '../model/cluster/loadable.ts';
import type { RawObject } from '../model/kubernetes/kubernetesObject.ts';
import type { Connection } from './api/connection.ts';
import { NAMESPACES } from './resources/namespaceResource.ts';
import type { ListedKind } from './list/listedKind.ts';
import { listWithRetry } from './list/listWithRetry.ts';
import { type Source, WatchedList } from './list/watchedList.ts';

type Items<T> = Loadable<readonly T[]>;
const NONE: readonly never[] = [];

type Sink<T> = (next: Items<T>) => void;

export interface PermittedListOptions<Raw extends RawObject, T> {
  readonly connection: () => Connection;
  /** A kind of namespaced objects, by the path of all of them. */
  readonly kind: ListedKind<Raw, T>;
  /** How many namespaces are followed at most: each is a watch of its own. */
  readonly maxNamespaces: number;
  /** Where to look for those whom the API server does not tell its namespaces. */
  readonly namespaces: () => readonly string[];
  /** Told which namespaces are shown; `undefined` for all of them. */
  readonly onNamespaces?: (names: readonly string[] | undefined) => void;
  readonly log: Log;
}

/**
 * The objects of a kind in a cluster; where not all may be listed, those of the namespaces in which
 * they may be.
 */
export class PermittedList<Raw extends RawObject, T> implements Source<readonly T[]> {
  readonly #options: PermittedListOptions<Raw, T>;
  #restart: (() => void) | undefined;
  #known: readonly T[] | undefined;

  constructor(options: PermittedListOptions<Raw, T>) {
    this.#options = options;
  }

  start(sink: Sink<T>): Disposable {
    let running = new Disposables();
    const run = (): void => {
      running.dispose();
      running = this.#run((next) => sink(this.#withKnown(next)));
    };
    this.#restart = run;
    run();
    return toDisposable(() => {
      this.#restart = undefined;
      running.dispose();
    });
  }

  refresh(): void {
    this.#restart?.();
  }

  /** What was known stays while everything is read anew: rows neither go nor collapse. */
  #withKnown(next: Items<T>): Items<T> {
    this.#known = valueOf(next) ?? this.#known;
    return next.state === 'ready' || this.#known === undefined
      ? next
      : { ...next, stale: this.#known };
  }

  #run(sink: Sink<T>): Disposables {
    const { connection, kind, log, onNamespaces } = this.#options;
    const stop = new AbortController();
    const running = new Disposables();
    running.add(toDisposable(() => stop.abort()));
    const all = new WatchedList(connection, kind, log);
    const following = all.start((next) => {
      const isRefused = next.state === 'failed' && next.problem.kind === 'forbidden';
      if (next.state === 'ready') onNamespaces?.(undefined);
      if (!isRefused) return sink(next);
      following.dispose();
      void this.#followSome(next, sink, running, stop.signal);
    });
    running.add(following);
    return running;
  }

  async #followSome(
    refused: Items<T>,
    sink: Sink<T>,
    running: Disposables,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const names = await this.#names(signal);
      signal.throwIfAborted();
      if (names.length === 0) sink(refused);
      else running.add(this.#follow(names, refused, sink));
    } catch (error) {
      if (!isAbort(error)) this.#options.log.error(describeError(error));
    }
  }

  async #names(signal: AbortSignal): Promise<readonly string[]> {
    const { connection, namespaces, maxNamespaces, log } = this.#options;
    const told = await listWithRetry(connection(), NAMESPACES, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      log.warn(describeError(error));
      return namespaces();
    });
    return [...new Set(told)].slice(0, maxNamespaces);
  }

  #follow(names: readonly string[], refused: Items<T>, sink: Sink<T>): Disposable {
    const { connection, kind, log, onNamespaces } = this.#options;
    const parts = new Map<string, Items<T>>();
    const push = (): void => {
      if (parts.size < names.length || [...parts.values()].some(isFirstLoad)) return;
      const shown = names.filter((name) => isSeen(parts.get(name)));
      onNamespaces?.(shown.length > 0 ? shown : undefined);
      if (shown.length === 0) return sink(refused);
      const value = shown.flatMap(
        (name) => valueOf<readonly T[]>(parts.get(name) ?? refused) ?? NONE,
      );
      return sink({ state: 'ready', value, at: Date.now() });
    };
    const running = new Disposables();
    for (const name of names) {
      const one = new WatchedList(connection, { ...kind, path: inNamespace(kind.path, name) }, log);
      const following = one.start((next) => {
        parts.set(name, next);
        // It is asked again by a refresh alone.
        if (next.state === 'failed' && next.problem.kind === 'forbidden') following.dispose();
        push();
      });
      running.add(following);
    }
    return running;
  }
}

/** The path of a list in one namespace. */
function inNamespace(path: string, namespace: string): string {
  const at = path.lastIndexOf('/');
  return `${path.slice(0, at)}/namespaces/${encodeURIComponent(namespace)}${path.slice(at)}`;
}

function isFirstLoad(items: Items<unknown>): boolean {
  return items.state === 'loading' && items.stale === undefined;
}

function isSeen(items: Items<unknown> | undefined): boolean {
  return items !== undefined && valueOf(items) !== undefined;
}
