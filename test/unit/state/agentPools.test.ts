import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Clock } from '../../../src/base/clock.ts';
import { nullLog } from '../../../src/base/log.ts';
import { type AksCluster, aksKey } from '../../../src/model/aks/aksCluster.ts';
import { valueOf } from '../../../src/model/cluster/loadable.ts';
import { AgentPools } from '../../../src/state/agentPools.ts';
import { eventually } from '../../eventually.ts';
import { PROD_WEU } from '../azure/prodWeu.ts';
import { useAzure } from '../azure/useAzure.ts';

/** Another cluster of the sample, with pools in every state. */
const BATCH: AksCluster = {
  ...PROD_WEU,
  id: PROD_WEU.id.replace('sandbox-rg', 'batch-rg').replace('prod-weu', 'batch'),
  name: 'batch',
  resourceGroup: 'batch-rg',
};

/** A clock on which no time passes until it is turned. */
function stoppedClock(): Clock & { turn(): void; readonly waits: number[] } {
  let go: (() => void) | undefined;
  const waits: number[] = [];
  return {
    waits,
    now: () => 0,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        waits.push(ms);
        go = resolve;
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      }),
    turn: () => go?.(),
  };
}

describe('AgentPools', () => {
  const azure = useAzure();
  beforeEach(() => {
    azure().sim.azure.account.log.length = 0;
  });
  afterEach(() => azure().sim.azure.account.faults.clear());

  const open = (clock: Clock) =>
    new AgentPools((tenant) => Promise.resolve(azure().arm(tenant)), clock, nullLog);
  const poolsOf = (pools: AgentPools, { id }: AksCluster) =>
    valueOf(pools.of(aksKey(id)) ?? { state: 'loading' }) ?? [];
  /** How often something was asked for whose path has this. */
  const asked = (part: string): number =>
    azure().sim.azure.account.log.filter(({ path }) => path.includes(part)).length;
  const lists = (): number =>
    azure().sim.azure.account.log.filter(({ path }) => path.endsWith('/agentPools')).length;
  const changes = (pools: AgentPools) =>
    new Promise<string>((resolve) => {
      const listening = pools.onDidChange((key) => {
        listening.dispose();
        resolve(key);
      });
    });

  it('reads them once while nothing changes', async () => {
    const clock = stoppedClock();
    const pools = open(clock);
    const changed = changes(pools);
    const look = pools.look(PROD_WEU);
    assert.equal(await changed, aksKey(PROD_WEU.id));
    assert.deepEqual(
      poolsOf(pools, PROD_WEU).map(({ name, isolation }) => `${name} ${isolation}`),
      ['system none', 'gv1 none', 'kata1 kata'],
    );
    assert.deepEqual(clock.waits, []);
    const again = changes(pools);
    pools.refresh(aksKey(PROD_WEU.id));
    await again;
    look.dispose();
    pools.refresh(aksKey(PROD_WEU.id));
    assert.equal(lists(), 2);
    pools.dispose();
  });

  it('asks once whether each has the newest image, and again when a person wants it', async () => {
    const pools = open(stoppedClock());
    const path = /\/agentPools\/gv1\/upgradeProfiles\//i;
    azure().sim.azure.account.faults.add({ path, action: { kind: 'status', code: 403 } });
    pools.look(PROD_WEU);
    const read = () => poolsOf(pools, PROD_WEU);
    await eventually(() => read().some(({ latestImage }) => latestImage !== undefined));
    assert.deepEqual(
      read().map(({ name, image, latestImage }) => [
        name,
        latestImage === undefined ? 'not known' : latestImage === image ? 'newest' : 'older',
      ]),
      [
        ['system', 'older'],
        ['gv1', 'not known'],
        ['kata1', 'older'],
      ],
    );
    assert.equal(asked('/upgradeProfiles/'), 3);
    pools.refresh(aksKey(PROD_WEU.id));
    await eventually(() => lists() === 2);
    assert.equal(asked('/upgradeProfiles/'), 3);
    pools.readAnew(aksKey(PROD_WEU.id));
    await eventually(() => asked('/upgradeProfiles/') === 6);
    pools.dispose();
  });

  it('reads them again while one of them changes', async () => {
    const clock = stoppedClock();
    const pools = open(clock);
    pools.look(BATCH);
    await eventually(() => {
      clock.turn();
      return lists() >= 2;
    });
    assert.deepEqual([...new Set(clock.waits)], [15_000]);
    const read = poolsOf(pools, BATCH);
    const broken = read.find(({ name }) => name === 'broken');
    assert.equal(broken?.failure?.code, 'ZonalAllocationFailed');
    assert.equal(read.find(({ name }) => name === 'spot')?.priority, 'Spot');
    pools.dispose();
  });
});
