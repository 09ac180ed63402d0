import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAbort } from '../../../../src/base/abort.ts';
import { followPodLog } from '../../../../src/kube/resources/podRequests.ts';
import { useConnection } from '../../../useConnection.ts';

describe('followPodLog', () => {
  const used = useConnection();

  const follow = (signal: AbortSignal) =>
    followPodLog(used.connection, {
      namespace: 'payments',
      pod: 'legacy-0',
      container: 'main',
      tailLines: 1,
      signal,
    });

  it('begins with the last lines, goes on with what comes, and ends with the container', async () => {
    used.sim.setRuntime('payments', 'legacy-0', { log: 'one\ntwo\n' });
    const log = follow(new AbortController().signal);
    assert.equal((await log.next()).value, 'two\n');
    used.sim.setRuntime('payments', 'legacy-0', { log: 'one\ntwo\nthree\n' });
    assert.equal((await log.next()).value, 'three\n');
    const pod = used.sim.object('pods', 'payments', 'legacy-0');
    used.sim.remove('pods', 'payments', 'legacy-0');
    assert.equal((await log.next()).done, true);
    assert.ok(pod);
    used.sim.upsert(pod);
  });

  it('ends with its signal', async () => {
    const ended = new AbortController();
    const log = follow(ended.signal);
    await log.next();
    ended.abort();
    await assert.rejects(log.next(), isAbort);
  });
});
