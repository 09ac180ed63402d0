import { after, afterEach, before, beforeEach } from 'node:test';
import { newPoolBody } from '../../../src/azure/pools/newPool.ts';
import { nullLog } from '../../../src/base/log.ts';
import type { Connection } from '../../../src/kube/api/connection.ts';
import type { PoolOperation, PoolStep } from '../../../src/model/aks/poolOperation.ts';
import {
  carryOutCreation,
  type CreationParts,
  type CreationProgress,
} from '../../../src/provision/poolCreation.ts';
import type { PoolEnd } from '../../../src/provision/poolEnd.ts';
import type { KeyedMemory } from '../../../src/state/memory/memory.ts';
import { PoolOperations } from '../../../src/state/memory/poolOperations.ts';
import { connectionTo } from '../../simConnection.ts';
import { PROD_WEU } from '../azure/prodWeu.ts';
import { turnedClock } from '../azure/turnedClock.ts';
import { useAzure } from '../azure/useAzure.ts';
import { memory } from '../state/openClusters.ts';

export const ASKED = {
  name: 'x',
  sandbox: 'kata',
  osSku: 'AzureLinux',
  vmSize: 'Standard_D4s_v5',
  count: 1,
} as const;

/** How often a window says that it is there. */
const BEAT_MS = 15_000;

/** What tests of creating pools have: an Azure, a cluster, and what windows remember. */
export function useCreation() {
  const azure = useAzure();
  let connection: Connection;
  let global: KeyedMemory;
  let clock: ReturnType<typeof turnedClock>;
  let told: CreationProgress[];
  const { signal } = new AbortController();

  before(async () => {
    connection = await connectionTo(azure().sim);
    // By the turned clock five seconds are over at once.
    azure().sim.azure.account.throttle.isOn = false;
  });
  after(() => connection.dispose());
  beforeEach(() => {
    global = memory();
    told = [];
    clock = turnedClock(BEAT_MS);
  });
  afterEach(() => {
    azure().sim.azure.account.faults.clear();
    azure().sim.azure.embedded.withholdsClass = false;
  });

  const open = (window = 'a') => new PoolOperations(global, () => window, clock, nullLog);
  const parts = (more: Partial<CreationParts> = {}): CreationParts => ({
    arm: azure().arm(),
    operations: open(),
    clock,
    log: nullLog,
    image: 'busybox',
    report: (progress) => told.push(progress),
    connect: () => Promise.resolve(connection),
    ...more,
  });
  const begin = (
    pool: string,
    step: PoolStep = 'sending',
    body: PoolOperation['body'] = newPoolBody(ASKED).properties,
  ): Promise<PoolOperation> =>
    open().begin({
      kind: 'create',
      clusterId: PROD_WEU.id,
      clusterName: PROD_WEU.name,
      tenant: azure().arm().tenant ?? '',
      pool,
      body,
      step,
    });
  return {
    azure,
    signal,
    open,
    parts,
    begin,
    account: () => azure().sim.azure.account,
    clock: () => clock,
    told: () => told,
    create: async (pool: string, more: Partial<CreationParts> = {}): Promise<PoolEnd> =>
      carryOutCreation(await begin(pool), parts(more), signal),
    /** How many requests to create it were sent. */
    puts: (pool: string): number =>
      azure()
        .writes()
        .filter((write) => write === `PUT ${pool}`).length,
  };
}

/** What the pod saw; all else that the creation came to. */
export function verdictOf(end: PoolEnd): unknown {
  return end.is === 'ready' && end.proof.is === 'checked' ? end.proof.result.verdict : end;
}
