import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { namedPods } from '../../../../src/proof/selection/namedPods.ts';
import type { PodName } from '../../../../src/proof/selection/podScope.ts';
import { selectPods } from '../../../../src/proof/selection/selectPods.ts';
import type { Sim } from '../../../sim/sim.ts';
import { useConnection } from '../../../useConnection.ts';

const pods = (namespace: string, howMany: number): readonly PodName[] =>
  Array.from({ length: howMany }, (_, at) => ({ namespace, name: `pod-${at}` }));

describe('namedPods', () => {
  const used = useConnection({});
  const { signal } = new AbortController();
  let sim: Sim;
  before(() => {
    ({ sim } = used);
    const containers = [{ name: 'main', image: 'app' }];
    for (const { namespace, name } of [...pods('short', 40), ...pods('long', 250)]) {
      const metadata = { namespace, name };
      sim.upsert({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } });
    }
  });
  beforeEach(() => sim.requests.reset());
  afterEach(() => sim.faults.clear());

  /** What is read of pods, and how often pods were listed and read for it. */
  const read = async (named: readonly PodName[]) => {
    const found = await namedPods(used.connection, named, signal);
    const names = found.map((one) => ('pod' in one ? one.pod.name : one.why));
    const [lists, reads] = ['list', 'get'].map((verb) => sim.requests.served(verb, 'pods'));
    return { names, lists, reads };
  };
  const namesOf = (named: readonly PodName[]) => named.map(({ name }) => name);

  it('reads a few one by one', async () => {
    const named = pods('short', 19);
    assert.deepEqual(await read(named), { names: namesOf(named), lists: 0, reads: 19 });
  });

  it('reads many from the list of their namespace, in their order, each once', async () => {
    const named = [...pods('short', 40).toReversed(), ...pods('short', 3), ...pods('long', 1)];
    const names = [...namesOf(pods('short', 40).toReversed()), 'pod-0'];
    assert.deepEqual(await read(named), { names, lists: 2, reads: 1 });
  });

  it('reads one by one what is little of a long list', async () => {
    const named = pods('long', 24);
    assert.deepEqual(await read(named), { names: namesOf(named), lists: 1, reads: 24 });
    const more = pods('long', 25);
    sim.requests.reset();
    const { names, reads } = await read(more);
    assert.deepEqual([names, reads], [namesOf(more), 0]);
  });

  it('reads one by one where listing is forbidden', async () => {
    const forbidden = { kind: 'status', code: 403 } as const;
    sim.faults.add({ verb: 'list', resource: 'pods', action: forbidden });
    const named = pods('short', 30);
    assert.deepEqual(await read(named), { names: namesOf(named), lists: 0, reads: 30 });
  });

  it('reads together what several scopes name', async () => {
    const scopes = pods('short', 30).map((pod) => ({ kind: 'pods', pods: [pod] }) as const);
    const scope = { kind: 'several', scopes } as const;
    const { targets } = await selectPods(used.connection, scope, false, signal);
    assert.deepEqual(
      targets.map(({ pod: { name } }) => name),
      namesOf(pods('short', 30)),
    );
    assert.equal(sim.requests.served('get', 'pods'), 0);
  });

  it('says of each that is not there what the API server says', async () => {
    const { names } = await read([...pods('short', 20), { namespace: 'short', name: 'gone' }]);
    assert.equal(names.at(-1), 'Cannot read the pod short/gone in prod-weu: not found');
  });

  it('throws what says nothing of the pods', async () => {
    const refused = { kind: 'status', code: 401 } as const;
    sim.faults.add({ verb: 'list', resource: 'pods', action: refused });
    await assert.rejects(read(pods('short', 20)), /does not accept your credentials/);
  });
});
