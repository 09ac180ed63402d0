import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isAbort } from '../../../../src/base/abort.ts';
import type { Connection } from '../../../../src/kube/api/connection.ts';
import { followPodLog } from '../../../../src/kube/resources/podRequests.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { connectionTo } from '../../../simConnection.ts';

describe('followPodLog', () => {
  let sim: Sim;
  let connection: Connection;
  before(async () => {
    sim = await startSim();
    connection = await connectionTo(sim);
  });
  after(async () => {
    connection.dispose();
    await sim.stop();
  });

  const follow = (signal: AbortSignal) =>
    followPodLog(connection, {
      namespace: 'payments',
      pod: 'legacy-0',
      container: 'main',
      tailLines: 1,
      signal,
    });

  it('begins with the last lines, goes on with what comes, and ends with the container', async () => {
    sim.setRuntime('payments', 'legacy-0', { log: 'one\ntwo\n' });
    const log = follow(new AbortController().signal);
    assert.equal((await log.next()).value, 'two\n');
    sim.setRuntime('payments', 'legacy-0', { log: 'one\ntwo\nthree\n' });
    assert.equal((await log.next()).value, 'three\n');
    const pod = sim.object('pods', 'payments', 'legacy-0');
    sim.remove('pods', 'payments', 'legacy-0');
    assert.equal((await log.next()).done, true);
    assert.ok(pod);
    sim.upsert(pod);
  });

  it('ends with its signal', async () => {
    const ended = new AbortController();
    const log = follow(ended.signal);
    await log.next();
    ended.abort();
    await assert.rejects(log.next(), isAbort);
  });
});
