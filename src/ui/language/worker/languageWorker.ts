import { Worker } from 'node:worker_threads';
import type { Disposable } from '../../../base/disposable.ts';
import { describeError, type Log } from '../../../base/log.ts';
import type { Facts } from '../../../yaml/facts/facts.ts';
import type { TextRole } from '../../../yaml/document/parsedPart.ts';
import type {
  LanguageArguments,
  LanguageMethod,
  LanguageRequest,
  LanguageResponse,
  LanguageResult,
  LanguageWorkerData,
} from './languageProtocol.ts';

/** A text as the editor has it; `version` grows with every change. */
export interface VersionedText {
  readonly id: string;
  readonly version: number;
  readonly role: TextRole;
  text(): string;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

interface Running {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
  /** Versions of the texts that it has. */
  readonly versions: Map<string, string>;
}

/** A request that takes longer has met a text that it cannot cope with. */
const MAX_CHECK_MS = 30_000;

/** Memory that a text may take; what needs more ends the worker, not the extension host. */
const MAX_MEMORY_MB = 1024;

/**
 * The language service in a worker of its own, started at the first question. A worker that ends or
 * hangs is replaced at the next question; what it was asked is answered with `undefined`.
 */
export class LanguageWorker implements Disposable {
  readonly #file: string;
  readonly #data: LanguageWorkerData;
  readonly #log: Log;
  #facts: Facts | undefined;
  #definitions: readonly [string, readonly string[]] | undefined;
  #running: Running | undefined;
  #lastId = 0;
  #disposed = false;

  constructor(file: string, data: LanguageWorkerData, log: Log) {
    this.#file = file;
    this.#data = data;
    this.#log = log;
  }

  setFacts(facts: Facts): void {
    this.#facts = facts;
    if (this.#running) void this.#ask(this.#running, 'setFacts', [facts]);
  }

  /**
   * Takes a cluster's OpenAPI documents in place of the bundled definitions; none for the bundled
   * ones again.
   */
  setClusterDefinitions(kubernetes: string, documents: readonly string[]): void {
    this.#definitions = documents.length === 0 ? undefined : [kubernetes, documents];
    if (this.#running) {
      void this.#ask(this.#running, 'setClusterDefinitions', [kubernetes, documents]);
    }
  }

  close(id: string): void {
    if (!this.#running?.versions.delete(id)) return;
    void this.#ask(this.#running, 'close', [id]);
  }

  /** Asks about a text as it is now. `undefined` when there is no answer. */
  async ask<
    M extends Exclude<LanguageMethod, 'setFacts' | 'setClusterDefinitions' | 'setText' | 'close'>,
  >(
    method: M,
    text: VersionedText,
    ...args: LanguageArguments<M> extends [string, ...infer Rest] ? Rest : never
  ): Promise<LanguageResult<M> | undefined> {
    if (this.#disposed) return undefined;
    const running = (this.#running ??= this.#start());
    const version = `${text.version} ${text.role}`;
    if (running.versions.get(text.id) !== version) {
      running.versions.set(text.id, version);
      void this.#ask(running, 'setText', [text.id, text.text(), text.role]);
    }
    return (await this.#ask(running, method, [text.id, ...args])) as LanguageResult<M> | undefined;
  }

  dispose(): void {
    this.#disposed = true;
    if (this.#running) this.#end(this.#running);
  }

  #start(): Running {
    const worker = new Worker(this.#file, {
      workerData: this.#data,
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    });
    const running: Running = { worker, pending: new Map(), versions: new Map() };
    worker.on('message', (response: LanguageResponse) => this.#take(running, response));
    worker.on('error', (error) => {
      this.#log.error(`Manifests are checked anew after: ${describeError(error)}`);
      this.#end(running);
    });
    worker.on('exit', () => this.#end(running));
    worker.unref();
    if (this.#facts) void this.#ask(running, 'setFacts', [this.#facts]);
    if (this.#definitions) void this.#ask(running, 'setClusterDefinitions', this.#definitions);
    return running;
  }

  #ask(running: Running, method: LanguageMethod, args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#log.error(`A manifest took longer than ${MAX_CHECK_MS / 1000} s and is not checked`);
        this.#end(running);
      }, MAX_CHECK_MS);
      running.pending.set(id, { resolve, timer });
      const request: LanguageRequest = { id, method, args };
      running.worker.postMessage(request);
    });
  }

  #take(running: Running, response: LanguageResponse): void {
    const pending = running.pending.get(response.id);
    if (!pending) return;
    running.pending.delete(response.id);
    clearTimeout(pending.timer);
    if ('error' in response) this.#log.error(response.error);
    pending.resolve('error' in response ? undefined : response.value);
  }

  #end(running: Running): void {
    if (this.#running === running) this.#running = undefined;
    for (const { resolve, timer } of running.pending.values()) {
      clearTimeout(timer);
      resolve(undefined);
    }
    running.pending.clear();
    void running.worker.terminate();
  }
}
