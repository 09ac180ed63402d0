import type { Disposable } from '../base/disposable.ts';
import type { Memory } from './clusters.ts';

const KEY = 'aksSandbox.operations';

/** Work on a cluster that goes on for long; what is kept of it lets a window that was reloaded go on with it. */
export type Operation =
  | {
      readonly kind: 'install';
      readonly title: 'Deploy gVisor' | 'Upgrade gVisor';
      readonly nodes: readonly string[];
      /** The name of the release. */
      readonly release: string;
      readonly image: string;
    }
  | { readonly kind: 'remove' };

/** The operations of this workspace that have begun and not ended, one for each cluster at most. */
export class Operations implements Disposable {
  readonly #memory: Memory;
  readonly #begunHere = new Set<string>();
  #closing = false;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Those that another window began, or this one before it was reloaded; by the id of the cluster. */
  get interrupted(): readonly (readonly [cluster: string, operation: Operation])[] {
    return Object.entries(this.#all()).filter(([cluster]) => !this.#begunHere.has(cluster));
  }

  async begin(cluster: string, operation: Operation): Promise<void> {
    this.#begunHere.add(cluster);
    await this.#memory.update(KEY, { ...this.#all(), [cluster]: operation });
  }

  /** Once the window closes nothing ends any more: what fails then fails because its connection is gone. */
  async end(cluster: string): Promise<void> {
    if (this.#closing) return;
    const { [cluster]: _ended, ...others } = this.#all();
    await this.#memory.update(KEY, others);
  }

  dispose(): void {
    this.#closing = true;
  }

  #all(): Readonly<Record<string, Operation>> {
    return this.#memory.get<Record<string, Operation>>(KEY) ?? {};
  }
}
