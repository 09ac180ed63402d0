import { isAbort } from '../../base/abort.ts';
import { describeError, type Log } from '../../base/log.ts';
import { problemOf } from '../../base/problem.ts';
import type { KubeNode } from '../../model/node/node.ts';
import type { Connection } from '../../kube/api/connection.ts';

import { projectNode } from '../../kube/resources/nodeResource.ts';
import { withRetry } from '../../net/retry.ts';
import { readNode } from '../../kube/resources/nodeRequests.ts';

/** A read of a node, and how long it took. */
export interface EarlierRead {
  readonly node: KubeNode;
  readonly tookMs: number;
}

/**
 * Reads nodes for a check. Pods on the same node share a read that began after each of them was
 * asked.
 */
export class NodeReader {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #timeoutMs: number;
  readonly #waiting = new Map<string, Promise<KubeNode | undefined>>();
  readonly #problems = new Map<string, string>();
  readonly #running = new Map<string, Promise<KubeNode | undefined>>();
  readonly #latest = new Map<string, EarlierRead>();

  /** `timeoutMs` is how long one read may take, with its retries. */
  constructor(connection: Connection, timeoutMs: number, log: Log) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.#log = log;
  }

  /** The node as it is now: the read begins after this call. `undefined` when it cannot be read. */
  read(name: string, signal: AbortSignal): Promise<KubeNode | undefined> {
    const waiting = this.#waiting.get(name);
    if (waiting) return waiting;
    const before = this.#running.get(name);
    if (!before) return this.#run(name, signal);
    const next = before.then(() => {
      this.#waiting.delete(name);
      return this.#run(name, signal);
    });
    this.#waiting.set(name, next);
    return next;
  }

  /**
   * The node as it was read last, if it was: before whatever begins now. A boot that is still the
   * same later has lasted all the time between.
   */
  earlier(name: string): EarlierRead | undefined {
    return this.#latest.get(name);
  }

  /** Why a node could not be read. */
  whyUnread(name: string): string | undefined {
    return this.#problems.get(name);
  }

  #run(name: string, signal: AbortSignal): Promise<KubeNode | undefined> {
    const run = this.#fetch(name, signal).finally(() => {
      if (this.#running.get(name) === run) this.#running.delete(name);
    });
    this.#running.set(name, run);
    return run;
  }

  async #fetch(name: string, cancelled: AbortSignal): Promise<KubeNode | undefined> {
    const signal = AbortSignal.any([cancelled, AbortSignal.timeout(this.#timeoutMs)]);
    const read = () => readNode(this.#connection, name, signal);
    const began = Date.now();
    try {
      const raw = await withRetry(read, signal, began + this.#timeoutMs, this.#connection.onWait);
      // Whatever it says of itself, it was asked for by this name.
      const node = { ...projectNode(raw), name };
      this.#latest.set(name, { node, tookMs: Date.now() - began });
      return node;
    } catch (error) {
      if (isAbort(error)) {
        this.#problems.set(name, 'it did not answer in time');
        return undefined;
      }
      this.#problems.set(name, problemOf(error).what);
      this.#log.warn(describeError(error));
      return undefined;
    }
  }
}
