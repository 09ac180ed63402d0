import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSim, type Sim } from '../../sim/sim.ts';
import { SimClient } from './simClient.ts';

const NODES = '/api/v1/nodes';
const ALL_PODS = '/api/v1/pods';
const PAYMENTS = '/api/v1/namespaces/payments/pods';
const EXEC = '/api/v1/namespaces/payments/pods/legacy-0/exec?command=true&stdout=true';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

describe('rights', () => {
  let sim: Sim;
  before(async () => {
    sim = await startSim();
  });
  after(() => sim.stop());

  for (const [user, path, code] of [
    ['sim-admin', NODES, 200],
    ['sim-viewer', NODES, 200],
    ['sim-viewer', EXEC, 403],
    ['sim-viewer', '/api/v1/namespaces/payments/secrets', 403],
    ['sim-no-nodes', NODES, 403],
    ['sim-no-nodes', ALL_PODS, 200],
    ['sim-no-exec', ALL_PODS, 200],
    ['sim-no-exec', EXEC, 403],
    ['sim-namespaced', ALL_PODS, 403],
    ['sim-namespaced', PAYMENTS, 200],
    ['sim-namespaced', NODES, 403],
    ['sim-nobody', PAYMENTS, 403],
    ['sim-nobody', '/version', 200],
    ['sim-nobody', '/apis', 200],
    ['sim-nobody', '/metrics', 403],
    ['not-a-user', PAYMENTS, 401],
    ['not-a-user', '/version', 401],
  ] as const) {
    it(`of ${user} give ${code} for ${path}`, async () => {
      const client = new SimClient(sim, user);
      const response = await client.open(path);
      // A plain GET of exec that is allowed gets as far as asking for an upgrade.
      assert.equal(response.status, code);
      await client.close();
    });
  }

  it('of a viewer do not include writing', async () => {
    const client = new SimClient(sim, 'sim-viewer');
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };
    const path = '/api/v1/namespaces/payments/configmaps';
    const answer = await client.send('POST', path, body);
    assert.equal(answer.status, 403);
    assert.equal(
      answer.body.message,
      'configmaps is forbidden: User "sim-viewer" cannot create resource "configmaps" in API group "" in the namespace "payments"',
    );
    await client.close();
  });

  it('can be asked for', async () => {
    const client = new SimClient(sim, 'sim-no-exec');
    const review = (resourceAttributes: object) =>
      client.send('POST', REVIEWS, { spec: { resourceAttributes } });
    const exec = { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'web' };
    assert.deepEqual((await review(exec)).body.status, { allowed: false });
    const list = await review({ verb: 'list', resource: 'pods' });
    assert.equal((list.body.status as { allowed: boolean }).allowed, true);
    await client.close();
  });

  it('without a token end at the version', async () => {
    const client = new SimClient(sim, '');
    assert.equal((await client.get('/version')).status, 200);
    const answer = await client.get(NODES);
    assert.equal(answer.status, 403);
    assert.equal(
      answer.body.message,
      'nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope',
    );
    await client.close();
  });
});
