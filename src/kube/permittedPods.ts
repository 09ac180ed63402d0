import { isAbort } from '../base/abort.ts';
import { type Disposable, Disposables, toDisposable } from '../base/disposable.ts';
import { describeError, type Log } from '../base/log.ts';
import { type Loadable, valueOf } from '../model/cluster/loadable.ts';
import type { SandboxPod } from '../model/pod/pod.ts';
import type { Connection } from './api/connection.ts';
import { NAMESPACES } from './resources/namespaceResource.ts';
import { podsPath } from './resources/podRequests.ts';
import { PODS } from './resources/podResource.ts';
import { listWithRetry } from './list/listWithRetry.ts';
import { type Source, WatchedList } from './list/watchedList.ts';

/** Each is a watch of its own. */
const MAX_NAMESPACES = 50;

type Pods = Loadable<readonly SandboxPod[]>;
type Sink = (next: Pods) => void;

export interface PermittedPodsOptions {
  readonly connection: () => Connection;
  /** Where to look for those whom the API server does not tell its namespaces. */
  readonly namespaces: () => readonly string[];
  /** Told which namespaces are shown; `undefined` for all of them. */
  readonly onNamespaces: (names: readonly string[] | undefined) => void;
  readonly log: Log;
}

/**
 * The pods of a cluster; where not all may be listed, those of the namespaces in which they may be.
 */
export class PermittedPods implements Source<readonly SandboxPod[]> {
  readonly #options: PermittedPodsOptions;
  #restart: (() => void) | undefined;

  constructor(options: PermittedPodsOptions) {
    this.#options = options;
  }

  start(sink: Sink): Disposable {
    let running = new Disposables();
    const run = (): void => {
      running.dispose();
      running = this.#run(sink);
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

  #run(sink: Sink): Disposables {
    const { connection, log, onNamespaces } = this.#options;
    const stop = new AbortController();
    const running = new Disposables();
    running.add(toDisposable(() => stop.abort()));
    const all = new WatchedList(connection, PODS, log);
    const following = all.start((next) => {
      const isRefused = next.state === 'failed' && next.problem.kind === 'forbidden';
      if (next.state === 'ready') onNamespaces(undefined);
      if (!isRefused) return sink(next);
      following.dispose();
      void this.#followSome(next, sink, running, stop.signal);
    });
    running.add(following);
    return running;
  }

  async #followSome(
    refused: Pods,
    sink: Sink,
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
    const { connection, namespaces, log } = this.#options;
    const told = await listWithRetry(connection(), NAMESPACES, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      log.warn(describeError(error));
      return namespaces();
    });
    return [...new Set(told)].slice(0, MAX_NAMESPACES);
  }

  #follow(names: readonly string[], refused: Pods, sink: Sink): Disposable {
    const { connection, log, onNamespaces } = this.#options;
    const parts = new Map<string, Pods>();
    const push = (): void => {
      if (parts.size < names.length || [...parts.values()].some(isFirstLoad)) return;
      const shown = names.filter((name) => isSeen(parts.get(name)));
      onNamespaces(shown.length > 0 ? shown : undefined);
      if (shown.length === 0) return sink(refused);
      const value = shown.flatMap((name) => valueOf(parts.get(name) ?? refused) ?? []);
      return sink({ state: 'ready', value, at: Date.now() });
    };
    const running = new Disposables();
    for (const name of names) {
      const one = new WatchedList(connection, { ...PODS, path: podsPath(name) }, log);
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

function isFirstLoad(pods: Pods): boolean {
  return pods.state === 'loading' && pods.stale === undefined;
}

function isSeen(pods: Pods | undefined): boolean {
  return pods !== undefined && valueOf(pods) !== undefined;
}
