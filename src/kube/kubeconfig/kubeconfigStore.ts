import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/event.ts';
import { describeError, type Log } from '../../base/log.ts';
import type { KubeconfigFile } from './kubeconfigFile.ts';
import { type KubeconfigPlaces, kubeconfigChains } from './kubeconfigPaths.ts';
import type { Kubeconfigs } from './readKubeconfigs.ts';

/**
 * Reads kubeconfigs, and again when a file changes. Never writes. What reads them is loaded at the
 * first time.
 */
export class KubeconfigStore implements Disposable {
  readonly #places: () => KubeconfigPlaces;
  readonly #prepare: (() => Promise<void>) | undefined;
  readonly #log: Log;
  readonly #pollMs: number;
  readonly #changed: Emitter<Kubeconfigs>;
  /** The last good reading of each file: a half-written file takes nothing away. */
  readonly #good = new Map<string, KubeconfigFile>();
  readonly #watched = new Map<string, Disposable>();
  #watching = false;
  #generation = 0;

  constructor(options: {
    places: () => KubeconfigPlaces;
    /** Loads what opens a context, before the first one is told. */
    prepare?: () => Promise<void>;
    log: Log;
    /** How often a file is looked at for a change, in milliseconds. */
    pollMs?: number;
  }) {
    this.#places = options.places;
    this.#prepare = options.prepare;
    this.#log = options.log;
    this.#pollMs = options.pollMs ?? 2000;
    this.#changed = new Emitter((error) => this.#log.error(describeError(error)));
  }

  get onDidChange(): Event<Kubeconfigs> {
    return this.#changed.event;
  }

  /** Reads every file now. Never throws: what is wrong stands in the result. */
  async load(): Promise<Kubeconfigs> {
    const generation = ++this.#generation;
    const chains = kubeconfigChains(this.#places());
    const [{ readKubeconfigs }] = await Promise.all([
      import('./readKubeconfigs.ts'),
      this.#prepare?.(),
    ]);
    const result = await readKubeconfigs(chains, this.#good, this.#log);
    if (generation === this.#generation) {
      if (this.#watching) this.#watchFiles(chains.flatMap(({ files }) => files));
      this.#changed.fire(result);
    }
    return result;
  }

  /** Reads again whenever a file changes, until the returned disposable is disposed. */
  watch(): Disposable {
    this.#watching = true;
    void this.load();
    return toDisposable(() => {
      this.#watching = false;
      this.#watchFiles([]);
    });
  }

  dispose(): void {
    this.#watching = false;
    this.#watchFiles([]);
    this.#changed.dispose();
  }

  #watchFiles(files: readonly string[]): void {
    for (const [file, watch] of this.#watched) {
      if (files.includes(file)) continue;
      watch.dispose();
      this.#watched.delete(file);
    }
    for (const file of files) {
      if (this.#watched.has(file)) continue;
      const changed = (now: Stats, before: Stats): void => {
        if (now.mtimeMs !== before.mtimeMs || now.size !== before.size) void this.load();
      };
      watchFile(file, { interval: this.#pollMs, persistent: false }, changed);
      this.#watched.set(
        file,
        toDisposable(() => unwatchFile(file, changed)),
      );
    }
  }
}
