import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HOSTILE_NAMESPACE } from '../../sim/hostile/hostile.ts';
import { HOSTILE_TEXTS } from '../../sim/hostile/hostileTexts.ts';
import { startSim, type Sim } from '../../sim/sim.ts';
import { SimClient } from './simClient.ts';
import { eventually } from '../../eventually.ts';

describe('hostile content', () => {
  let sim: Sim;
  let client: SimClient;
  before(async () => {
    sim = await startSim({ hostile: true });
    client = new SimClient(sim);
  });
  after(async () => {
    await client.close();
    await sim.stop();
  });

  it('is served as it is', async () => {
    const { body } = await client.get(`/api/v1/namespaces/${HOSTILE_NAMESPACE}/pods`);
    const whole = JSON.stringify(body);
    for (const text of Object.values(HOSTILE_TEXTS)) {
      assert.ok(whole.includes(JSON.stringify(text).slice(1, -1)));
    }
    assert.ok(whole.length > 10 * 1024 * 1024);
  });

  it('has objects without what objects have', () => {
    assert.equal(sim.object('pods', HOSTILE_NAMESPACE, 'bare')?.['spec'], undefined);
    assert.equal(sim.object('nodes', undefined, 'bare-node')?.['status'], undefined);
  });

  it('does not keep ordinary pods from running', async () => {
    const path = '/api/v1/namespaces/payments/pods';
    const spec = { runtimeClassName: 'gvisor', containers: [{ name: 'a', image: 'b:1' }] };
    await client.send('POST', path, { metadata: { name: 'ordinary' }, spec });
    await eventually(() => {
      const status = sim.object('pods', 'payments', 'ordinary')?.['status'];
      return (status as { phase?: string } | undefined)?.phase === 'Running';
    });
  });

  it('comes as a table too', async () => {
    const path = `/api/v1/namespaces/${HOSTILE_NAMESPACE}/pods`;
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io';
    const { status, body } = await client.get(path, { Accept: accept });
    assert.equal(status, 200);
    assert.equal(body.kind, 'Table');
  });
});
