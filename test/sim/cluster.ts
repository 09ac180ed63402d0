import { Faults } from './faults/faults.ts';
import { Store } from './kube/store.ts';
import { type ResourceType, servedTypes } from './kube/resourceTypes.ts';
import type { StoreEvent } from './kube/table.ts';
import { USERS, type User } from './api/rights.ts';
import type { ResolvedOptions } from './options.ts';
import { Load } from './load.ts';
import { PageMemory } from './pageMemory.ts';
import { PodRuntimes } from './pods/podRuntimes.ts';
import { RequestLog } from './requestLog.ts';
import { Timers } from './timers.ts';
import { readModels, type Models } from './write/models.ts';

/** The state of the embedded cluster, shared by the server and what plays its controllers. */
export interface Cluster {
  readonly options: ResolvedOptions;
  /** What the cluster serves; a test may install kinds later. */
  types: readonly ResourceType[];
  readonly store: Store;
  readonly users: User[];
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly runtimes: PodRuntimes;
  readonly timers: Timers;
  readonly load: Load;
  readonly pageMemory: PageMemory;
  /** What was sent of an event, in each form: all watches without selectors send the same. */
  readonly sentEvents: Readonly<Record<'json' | 'protobuf', WeakMap<StoreEvent, string | Buffer>>>;
  /** The API's types, read once, when first needed. */
  readonly models: () => Promise<Models>;
}

export function makeCluster(options: ResolvedOptions): Cluster {
  const store = new Store(options.historyLimit);
  const timers = new Timers();
  let models: Promise<Models> | undefined;
  return {
    options,
    types: servedTypes(options.agents),
    store,
    users: [...USERS],
    faults: new Faults(options.faults),
    requests: new RequestLog(),
    runtimes: new PodRuntimes(store),
    timers,
    load: new Load(store, timers),
    pageMemory: new PageMemory(),
    sentEvents: { json: new WeakMap(), protobuf: new WeakMap() },
    models: () => (models ??= readModels()),
  };
}
