import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { nullLog } from '../../../../src/base/log.ts';
import { byImage } from '../../../../src/proof/check/byImage.ts';
import { byCanaryPod } from '../../../../src/proof/check/canaryPod.ts';
import { checkPods } from '../../../../src/proof/check/check.ts';
import { DEFAULT_CHECK_IMAGE } from '../../../../src/proof/reading/probeContainerSpec.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { connectionTo } from '../../../simConnection.ts';

describe('byCanaryPod', () => {
  let sim: Sim;
  before(async () => {
    sim = await startSim({ podStartMs: 20 });
  });
  after(() => sim.stop());

  const pods = () => sim.objects('pods', 'payments');

  it('deletes its pods when the check is cancelled, also those that are just being made', async () => {
    const own = pods().length;
    for (const { metadata } of pods()) {
      sim.setRuntime('payments', metadata.name ?? '', { profile: 'distroless' });
    }
    for (const made of [1, 3]) {
      const connection = await connectionTo(sim);
      const stop = new AbortController();
      const running = checkPods({
        connection,
        scope: { kind: 'namespace', namespace: 'payments' },
        includeUnsandboxed: true,
        concurrency: 16,
        timeoutMs: 3000,
        readers: [byImage(connection), byCanaryPod(connection, DEFAULT_CHECK_IMAGE, nullLog)],
        signal: stop.signal,
        log: nullLog,
      });
      const ended = assert.rejects(running, { name: 'AbortError' });
      while (pods().length < own + made) await nextTurn();
      stop.abort();
      await ended;
      // As the command line does at its end: what is still to be deleted then stays.
      connection.dispose();
      assert.equal(pods().length, own);
    }
  });
});
