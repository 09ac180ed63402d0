import { randomUUID } from 'node:crypto';
import { entryKey, ObjectEntry, type Entry } from './entry.ts';
import { kubeTime, type KubeObject } from './kubeObject.ts';
import { groupResource, resourceTypeOf, type ResourceType } from './resourceTypes.ts';
import { Table, type StoreEvent, type StoreListener } from './table.ts';

/** A first revision well above 1, so that a watch from 1 is too old, as in a cluster that lived. */
const FIRST_REVISION = 184_467;

/** All objects of the cluster; each write takes the next revision, for all resources together. */
export class Store {
  readonly #tables = new Map<string, Table>();
  readonly #historyLimit: number;
  #revision = FIRST_REVISION;

  /** `historyLimit`: how many writes per resource a watch can go back. */
  constructor(historyLimit = 20_000) {
    this.#historyLimit = historyLimit;
  }

  get revision(): number {
    return this.#revision;
  }

  table(type: ResourceType): Table {
    const name = groupResource(type);
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = new Table(this.#revision, this.#historyLimit);
      this.#tables.set(name, table);
    }
    return table;
  }

  get(type: ResourceType, namespace: string | undefined, name: string): Entry | undefined {
    return this.table(type).get(entryKey(namespace, name));
  }

  /** A current object, typed as the caller knows it to be. Copy it before changing it. */
  object<T extends KubeObject>(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    return this.get(type, namespace, name)?.object as T | undefined;
  }

  /** All current objects of a type, or those of a namespace. */
  *objects<T extends KubeObject>(type: ResourceType, namespace?: string): Generator<T> {
    const prefix = namespace === undefined ? '' : `${namespace}/`;
    for (const entry of this.table(type).scan(prefix, '', this.#revision)) yield entry.object as T;
  }

  /** Creates or replaces; gives the object a uid, a creation time and the next revision. */
  put(object: KubeObject): StoreEvent {
    const type = resourceTypeOf(object);
    const { metadata } = object;
    const revision = this.#next();
    const { name, generateName, namespace, uid, managedFields, ...others } = metadata;
    const { generation, creationTimestamp = kubeTime(), resourceVersion: _old, ...rest } = others;
    const stored: KubeObject = {
      ...object,
      metadata: {
        name,
        ...(generateName === undefined ? {} : { generateName }),
        ...(namespace === undefined ? {} : { namespace }),
        uid: uid ?? randomUUID(),
        resourceVersion: String(revision),
        ...(generation === undefined ? {} : { generation }),
        creationTimestamp,
        ...rest,
        ...(managedFields === undefined ? {} : { managedFields }),
      },
    };
    return this.table(type).put(new ObjectEntry(stored, revision));
  }

  /** Stores an entry that somebody else makes for the next revision. */
  putEntry(type: ResourceType, make: (revision: number) => Entry): StoreEvent {
    return this.table(type).put(make(this.#next()));
  }

  /** Loads entries as of now, without events. */
  load(type: ResourceType, make: (revision: number) => Iterable<Entry>): void {
    const revision = this.#next();
    const table = this.table(type);
    table.load(make(revision));
    table.forget(revision);
  }

  remove(type: ResourceType, namespace: string | undefined, name: string): StoreEvent | undefined {
    const table = this.table(type);
    const entry = table.get(entryKey(namespace, name));
    if (entry === undefined) return undefined;
    const revision = this.#next();
    const { object } = entry;
    const last = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(revision) },
    };
    return table.remove(new ObjectEntry(last, revision));
  }

  subscribe(type: ResourceType, listener: StoreListener): () => void {
    return this.table(type).subscribe(listener);
  }

  /** Forgets the writes so far: continue tokens and watches from before get 410. */
  compact(): void {
    for (const table of this.#tables.values()) table.forget(this.#revision);
  }

  /** How many objects there are of each resource. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.#tables].map(([name, table]) => [name, table.size]));
  }

  #next(): number {
    this.#revision++;
    return this.#revision;
  }
}
