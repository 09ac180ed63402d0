import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Agent, fetch, type Response } from 'undici';
import type { Fault } from '../../sim/faults/fault.ts';
import { startSim, type Sim } from '../../sim/sim.ts';

const PODS = '/api/v1/pods';

for (const allowH2 of [true, false]) {
  describe(`faults over ${allowH2 ? 'HTTP/2' : 'HTTP/1.1'}`, () => {
    let sim: Sim;
    let dispatcher: Agent;
    before(async () => {
      sim = await startSim();
      dispatcher = new Agent({ allowH2, connect: { ca: sim.ca } });
    });
    after(async () => {
      await dispatcher.destroy();
      await sim.stop();
    });
    beforeEach(() => sim.faults.clear());

    function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
      const auth = { Authorization: 'Bearer sim-admin' };
      return fetch(sim.url + path, { dispatcher, headers: { ...auth, ...headers } });
    }

    it('answer with a status and the time to wait', async () => {
      const action = { kind: 'status', code: 429, retryAfterSeconds: 7 } as const;
      sim.faults.add({ verb: 'list', resource: 'pods', action });
      const response = await ask(PODS);
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), '7');
      const body = (await response.json()) as { reason: string; kind: string };
      assert.equal(body.kind, 'Status');
      assert.equal(body.reason, 'TooManyRequests');
      assert.equal((await ask('/api/v1/nodes')).status, 200);
    });

    it('hit only as often as they say, after the requests they spare', async () => {
      sim.faults.add({ path: PODS, skip: 1, times: 1, action: { kind: 'status', code: 500 } });
      const codes: number[] = [];
      for (let i = 0; i < 3; i++) codes.push((await ask(PODS)).status);
      assert.deepEqual(codes, [200, 500, 200]);
      assert.deepEqual(sim.faults.list(), []);
    });

    it('go by namespace, name and user', async () => {
      const action = { kind: 'status', code: 403 } as const;
      sim.faults.add({ namespace: 'payments', user: 'sim-viewer', action });
      const path = '/api/v1/namespaces/payments/pods';
      assert.equal((await ask(path)).status, 200);
      const viewer = { Authorization: 'Bearer sim-viewer' };
      assert.equal((await ask(path, viewer)).status, 403);
      assert.equal((await ask('/api/v1/namespaces/web/pods', viewer)).status, 200);
    });

    it('come with one request alone', async () => {
      const fault = JSON.stringify({ action: { kind: 'status', code: 503 } });
      assert.equal((await ask(PODS, { 'sim-fault': fault })).status, 503);
      assert.equal((await ask(PODS)).status, 200);
    });

    it('answer with anything', async () => {
      const text = '<html>Sign in</html>';
      sim.faults.add({
        path: PODS,
        action: { kind: 'answer', code: 200, contentType: 'text/html', text },
      });
      const response = await ask(PODS);
      assert.equal(response.headers.get('content-type'), 'text/html');
      assert.equal(await response.text(), text);
    });

    it('break the connection without an answer', async () => {
      sim.faults.add({ path: PODS, times: 1, action: { kind: 'refuse' } });
      await assert.rejects(ask(PODS));
      assert.equal((await ask(PODS)).status, 200);
    });

    it('break the body', async () => {
      sim.faults.add({ path: PODS, times: 1, action: { kind: 'cut', afterBytes: 1000 } });
      const response = await ask(PODS);
      assert.equal(response.status, 200);
      await assert.rejects(response.text());
    });

    it('end the body early as if it were whole', async () => {
      sim.faults.add({ path: PODS, times: 1, action: { kind: 'truncate', afterBytes: 1000 } });
      const text = await (await ask(PODS)).text();
      assert.equal(text.length, 1000);
      assert.throws(() => JSON.parse(text));
    });

    it('stall the body', async () => {
      sim.faults.add({ path: PODS, times: 1, action: { kind: 'stall', afterBytes: 1000 } });
      const abort = new AbortController();
      const response = await fetch(sim.url + PODS, {
        dispatcher,
        headers: { Authorization: 'Bearer sim-admin' },
        signal: abort.signal,
      });
      let bytes = 0;
      for await (const chunk of response.body ?? []) {
        bytes += (chunk as Uint8Array).length;
        if (bytes === 1000) break;
      }
      assert.equal(bytes, 1000);
      abort.abort();
    });

    it('expire a watch in its stream, and a list by its answer', async () => {
      sim.faults.add({ path: PODS, times: 2, action: { kind: 'expired' } });
      const watch = await ask(`${PODS}?watch=true&resourceVersion=${sim.state().resourceVersion}`);
      assert.equal(watch.status, 200);
      const event = JSON.parse(await watch.text()) as { type: string; object: { code: number } };
      assert.equal(event.type, 'ERROR');
      assert.equal(event.object.code, 410);
      assert.equal((await ask(PODS)).status, 410);
    });

    it('can be set and cleared over HTTP', async () => {
      const fault: Fault = { path: PODS, action: { kind: 'status', code: 500 } };
      const body = JSON.stringify([fault]);
      await fetch(`${sim.url}/sim/faults`, { method: 'POST', body, dispatcher });
      assert.deepEqual(sim.faults.list(), [fault]);
      assert.equal((await ask(PODS)).status, 500);
      await fetch(`${sim.url}/sim/faults`, { method: 'DELETE', dispatcher });
      assert.deepEqual(sim.faults.list(), []);
      const wrong = JSON.stringify({ action: { kind: 'nonsense' } });
      const answer = await fetch(`${sim.url}/sim/faults`, {
        method: 'POST',
        body: wrong,
        dispatcher,
      });
      assert.equal(answer.status, 400);
    });
  });
}
