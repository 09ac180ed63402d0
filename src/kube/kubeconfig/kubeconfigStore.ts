import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/event.ts';
import { describeError, type Log } from '../../base/log.ts';
import { type Problem, problemOf, UserError } from '../../base/problem.ts';
import { type KubeconfigFile, kubeconfigProblem } from './kubeconfigFile.ts';
import { type KubeconfigPlaces, kubeconfigChains } from './kubeconfigPaths.ts';
import { mergeKubeconfigs, type ResolvedContext } from './mergeKubeconfigs.ts';
import { parseKubeconfig, type ParseYaml } from './parseKubeconfig.ts';

/** A kubeconfig file that cannot be read. What it said before, if anything, is still used. */
export interface UnreadableFile {
  readonly file: string;
  readonly problem: Problem;
}

/** All contexts of all kubeconfigs, and the files that could not be read. */
export interface Kubeconfigs {
  readonly contexts: readonly ResolvedContext[];
  /** The context that kubectl would use. */
  readonly current: ResolvedContext | undefined;
  readonly unreadable: readonly UnreadableFile[];
}

const LARGEST_BYTES = 10 * 1024 * 1024;

/** Reads kubeconfigs, and again when a file changes. Never writes. */
export class KubeconfigStore implements Disposable {
  readonly #places: () => KubeconfigPlaces;
  readonly #parseYaml: () => Promise<ParseYaml>;
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
    parseYaml: () => Promise<ParseYaml>;
    log: Log;
    /** How often a file is looked at for a change, in milliseconds. */
    pollMs?: number;
  }) {
    this.#places = options.places;
    this.#parseYaml = options.parseYaml;
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
    const parseYaml = await this.#parseYaml();
    const contexts: ResolvedContext[] = [];
    const unreadable: UnreadableFile[] = [];
    let current: ResolvedContext | undefined;
    const chains = kubeconfigChains(this.#places());
    for (const chain of chains) {
      const read = await Promise.all(
        chain.files.map((file) => this.#read(file, chain.mayBeMissing, parseYaml, unreadable)),
      );
      const merged = mergeKubeconfigs(read.filter((file) => file !== undefined));
      contexts.push(...merged.contexts);
      current ??= merged.contexts.find(({ ref }) => ref.name === merged.currentContext);
    }
    const result = { contexts, current, unreadable };
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

  async #read(
    file: string,
    mayBeMissing: boolean,
    parseYaml: ParseYaml,
    unreadable: UnreadableFile[],
  ): Promise<KubeconfigFile | undefined> {
    try {
      const parsed = parseKubeconfig(await readSmallFile(file), file, parseYaml);
      this.#good.set(file, parsed);
      return parsed;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT') {
        this.#good.delete(file);
        if (mayBeMissing) return undefined;
      }
      const problem = error instanceof UserError ? error.problem : fileProblem(file, code, error);
      this.#log.warn(describeError(error));
      unreadable.push({ file, problem });
      return this.#good.get(file);
    }
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

async function readSmallFile(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > LARGEST_BYTES) {
    throw new UserError(
      kubeconfigProblem(
        `${file} is too large for a kubeconfig (${size} bytes)`,
        'Remove it from KUBECONFIG or from the setting aksSandbox.kubeconfigs.',
      ),
    );
  }
  return readFile(file, 'utf8');
}

function fileProblem(file: string, code: string | undefined, error: unknown): Problem {
  switch (code) {
    case 'ENOENT':
      return kubeconfigProblem(
        `The kubeconfig ${file} does not exist`,
        'Create it or remove it from the setting aksSandbox.kubeconfigs.',
      );
    case 'EACCES':
    case 'EPERM':
      return kubeconfigProblem(
        `You may not read the kubeconfig ${file}`,
        'Change its permissions.',
      );
    case 'EISDIR':
      return kubeconfigProblem(
        `${file} is a folder, not a kubeconfig`,
        'Name the file in KUBECONFIG or in the setting aksSandbox.kubeconfigs.',
      );
    default:
      return {
        ...problemOf(error),
        what: `The kubeconfig ${file} cannot be read (${code ?? 'unknown error'})`,
      };
  }
}
