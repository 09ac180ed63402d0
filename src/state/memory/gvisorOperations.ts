import type { Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/event.ts';
import { describeError, type Log } from '../../base/log.ts';
import type { Memory } from './memory.ts';
import { type GVisorOperation, readGVisorOperation } from './gvisorOperation.ts';

const KEY = 'aksSandbox.operations';

/** An operation on the cluster with that id has begun or ended. */
export interface OperationChange {
  readonly kind: 'begun' | 'ended';
  readonly cluster: string;
}

/** The operations of this workspace that have begun and not ended, one for each cluster at most. */
export class GVisorOperations implements Disposable {
  readonly #memory: Memory;
  readonly #changed: Emitter<OperationChange>;
  readonly #begunHere = new Set<string>();
  #closing = false;

  constructor(memory: Memory, log: Log) {
    this.#memory = memory;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
  }

  get onDidChange(): Event<OperationChange> {
    return this.#changed.event;
  }

  /**
   * Those that another window began, or this one before it was reloaded; by the id of the cluster.
   */
  get interrupted(): readonly (readonly [cluster: string, operation: GVisorOperation])[] {
    return Object.entries(this.#all()).flatMap(([cluster, kept]) => {
      const operation = readGVisorOperation(kept);
      return operation && !this.#begunHere.has(cluster) ? [[cluster, operation] as const] : [];
    });
  }

  /** What goes on in a cluster, whichever window follows it. */
  of(cluster: string): GVisorOperation | undefined {
    return readGVisorOperation(this.#all()[cluster]);
  }

  async begin(cluster: string, operation: GVisorOperation): Promise<void> {
    this.#begunHere.add(cluster);
    await this.#memory.update(KEY, { ...this.#all(), [cluster]: operation });
    this.#changed.fire({ kind: 'begun', cluster });
  }

  /**
   * Once the window closes nothing ends any more: what fails then fails because its connection is
   * gone.
   */
  async end(cluster: string): Promise<void> {
    if (this.#closing) return;
    const { [cluster]: _ended, ...others } = this.#all();
    await this.#memory.update(KEY, others);
    this.#changed.fire({ kind: 'ended', cluster });
  }

  dispose(): void {
    this.#closing = true;
    this.#changed.dispose();
  }

  #all(): Readonly<Record<string, unknown>> {
    return this.#memory.get<Record<string, unknown>>(KEY) ?? {};
  }
}
