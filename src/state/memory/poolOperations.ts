import { randomUUID } from 'node:crypto';
import { isAbort } from '../../base/abort.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import { describeError, type Log } from '../../base/log.ts';
import type { PoolOperation } from '../../model/aks/poolOperation.ts';
import type { KeyedMemory } from './memory.ts';
import { readPoolOperation } from './readPoolOperation.ts';

/** Each operation has a key of its own: what two windows write does not meet. */
const PREFIX = 'aksSandbox.poolOperation.';

/**
 * How often a window says that it is there, and after how long a silence it is gone, in
 * milliseconds.
 */
const BEAT_MS = 15_000;
const MAX_SILENCE_MS = 60_000;

/** What is known of an operation before it begins. */
export type NewPoolOperation = Pick<
  PoolOperation,
  'kind' | 'clusterId' | 'clusterName' | 'tenant' | 'pool' | 'body' | 'step'
>;

/**
 * The operations on node pools that have begun and not ended, of all windows. Begin one before its
 * request is sent and wait for that: `const operation = await poolOperations.begin({ … })`; then
 * `keep` it while it is followed, `advance` it from step to step, and `end` it once its end was
 * said. What is left when a window closes is `interrupted` in the next.
 */
export class PoolOperations implements Disposable {
  readonly #memory: KeyedMemory;
  readonly #window: () => string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #here = new Set<string>();
  #closing = false;

  constructor(memory: KeyedMemory, window: () => string, clock: Clock, log: Log) {
    this.#memory = memory;
    this.#window = window;
    this.#clock = clock;
    this.#log = log;
  }

  /** All that have not ended; what no version of the extension has kept so is left out. */
  get all(): readonly PoolOperation[] {
    return this.#memory
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => readPoolOperation(this.#memory.get<unknown>(key)) ?? []);
  }

  /** Those that nobody follows in this window. */
  get interrupted(): readonly PoolOperation[] {
    return this.all.filter(({ id }) => !this.#here.has(id));
  }

  /** Keeps an operation, so that it is known whatever happens from now on. */
  async begin(operation: NewPoolOperation): Promise<PoolOperation> {
    const now = this.#clock.now();
    const id = randomUUID();
    const begun = { ...operation, id, begunAt: now, aliveAt: now, window: this.#window() };
    await this.#memory.update(PREFIX + id, begun);
    return begun;
  }

  /** Whether another window carries it out, and is still there. */
  isElsewhere({ window, aliveAt }: PoolOperation): boolean {
    // A clock that was set back must not make a window that is gone live on.
    const silence = Math.abs(this.#clock.now() - aliveAt);
    return window !== this.#window() && silence < MAX_SILENCE_MS;
  }

  /** Looks after an operation in this window, also while another one carries it out. */
  watch({ id }: Pick<PoolOperation, 'id'>): Disposable {
    this.#here.add(id);
    return toDisposable(() => this.#here.delete(id));
  }

  /** Carries an operation out in this window, until the returned disposable is disposed. */
  keep(operation: PoolOperation): Disposable {
    const { id } = operation;
    const controller = new AbortController();
    this.#here.add(id);
    this.#beat(id, controller.signal).catch((error: unknown) => {
      if (!isAbort(error)) this.#log.error(describeError(error));
    });
    return toDisposable(() => {
      controller.abort();
      this.#here.delete(id);
    });
  }

  async advance(id: string, step: PoolOperation['step']): Promise<void> {
    await this.#change(id, { step });
  }

  /**
   * Once the window closes nothing ends any more: what fails then fails because its connection is
   * gone.
   */
  async end(id: string): Promise<void> {
    if (!this.#closing) await this.#memory.update(PREFIX + id, undefined);
  }

  /** An operation as it is kept now; `undefined` once it has ended. */
  get(id: string): PoolOperation | undefined {
    return readPoolOperation(this.#memory.get<unknown>(PREFIX + id));
  }

  dispose(): void {
    this.#closing = true;
  }

  async #beat(id: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#change(id, { window: this.#window(), aliveAt: this.#clock.now() });
      await this.#clock.wait(BEAT_MS, signal);
    }
  }

  /** What has ended stays so. */
  async #change(id: string, change: Partial<PoolOperation>): Promise<void> {
    const kept = this.get(id);
    if (kept && !this.#closing) await this.#memory.update(PREFIX + id, { ...kept, ...change });
  }
}
