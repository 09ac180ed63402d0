import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import { GROUP_BY_NAMES, type GroupBy } from '../model/tree/groups/groupBy.ts';
import type { Memory } from './memory/memory.ts';

const KEYS = {
  groupBy: 'aksSandbox.groupBy',
  allPods: 'aksSandbox.allPods',
  hidden: 'aksSandbox.hiddenClusters',
} as const;

/** What a person chose to see in the tree; it is remembered. */
export class TreeChoices implements Disposable {
  readonly #workspace: Memory;
  readonly #person: Memory;
  readonly #changed: Emitter<void>;

  /** Hidden contexts are remembered for the person, the rest for the workspace. */
  constructor(workspace: Memory, person: Memory, log: Log) {
    this.#workspace = workspace;
    this.#person = person;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  get groupBy(): GroupBy {
    const kept = this.#workspace.get<unknown>(KEYS.groupBy);
    return typeof kept === 'string' && Object.hasOwn(GROUP_BY_NAMES, kept)
      ? (kept as GroupBy)
      : 'namespace';
  }

  /** Whether pods that claim no sandbox are shown, too. */
  get allPods(): boolean {
    return this.#workspace.get<unknown>(KEYS.allPods) === true;
  }

  /** The ids of the clusters that are not shown. */
  get hidden(): ReadonlySet<string> {
    const kept = this.#person.get<unknown>(KEYS.hidden);
    return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []);
  }

  async setGroupBy(groupBy: GroupBy): Promise<void> {
    await this.#workspace.update(KEYS.groupBy, groupBy);
    this.#changed.fire();
  }

  async setAllPods(allPods: boolean): Promise<void> {
    await this.#workspace.update(KEYS.allPods, allPods);
    this.#changed.fire();
  }

  async hide(ids: readonly string[]): Promise<void> {
    await this.#person.update(KEYS.hidden, [...this.hidden, ...ids]);
    this.#changed.fire();
  }

  /** Shows clusters again that were hidden. */
  async show(ids: readonly string[]): Promise<void> {
    const shown = new Set(ids);
    await this.#person.update(
      KEYS.hidden,
      [...this.hidden].filter((id) => !shown.has(id)),
    );
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
