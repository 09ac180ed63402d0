import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { UserError } from '../../../../src/base/problem.ts';
import { ApiResources } from '../../../../src/kube/write/apiResources.ts';
import {
  ApplyConflict,
  applyObject,
  FIELD_MANAGER,
  type ObjectManifest,
} from '../../../../src/kube/write/apply.ts';
import { applyObjects, type Outcome } from '../../../../src/kube/write/applyObjects.ts';
import type { Connection } from '../../../../src/kube/api/connection.ts';
import { deleteObject, getObject } from '../../../../src/kube/write/objectRequests.ts';
import type { KubeObject } from '../../../sim/kube/kubeObject.ts';
import { startSim, type Sim } from '../../../sim/sim.ts';
import { connectionTo } from '../../../simConnection.ts';

const { signal } = new AbortController();

type ConfigMap = KubeObject & { readonly data?: Readonly<Record<string, string>> };

function configMap(name: string, data: Record<string, string>, inside = 'default'): ObjectManifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: inside }, data };
}

function namespace(name: string): ObjectManifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

describe('applying objects', () => {
  let sim: Sim;
  let connection: Connection;
  let resources: ApiResources;
  before(async () => {
    sim = await startSim();
    connection = await connectionTo(sim);
    resources = new ApiResources(connection);
  });
  after(async () => {
    connection.dispose();
    await sim.stop();
  });

  const apply = (manifest: ObjectManifest, more: { dryRun?: boolean; force?: boolean } = {}) =>
    applyObject(connection, resources, manifest, { ...more, signal });
  const stored = (name: string) => sim.object<ConfigMap>('configmaps', 'default', name);

  /** Applies in the name of somebody else. */
  const applyAs = (manager: string, manifest: ObjectManifest) =>
    connection.json({
      method: 'PATCH',
      path: `/api/v1/namespaces/default/configmaps/${manifest.metadata.name}`,
      query: { fieldManager: manager },
      contentType: 'application/apply-patch+yaml',
      body: manifest,
      subject: { cluster: '', verb: '', object: '', rights: '' },
      signal,
    });

  it('creates, changes, and says when nothing changed', async () => {
    const first = await apply(configMap('fresh', { a: '1' }));
    assert.deepEqual([first.change, first.before], ['created', undefined]);
    const second = await apply(configMap('fresh', { a: '2' }));
    assert.equal(second.change, 'configured');
    assert.deepEqual((second.before as ConfigMap | undefined)?.data, { a: '1' });
    assert.deepEqual((second.after as ConfigMap).data, { a: '2' });
    assert.equal((await apply(configMap('fresh', { a: '2' }))).change, 'unchanged');
    assert.match(
      JSON.stringify(stored('fresh')?.metadata),
      new RegExp(`"manager":"${FIELD_MANAGER}"`),
    );
  });

  it('stores nothing in a dry run', async () => {
    assert.equal((await apply(configMap('dry', { a: '1' }), { dryRun: true })).change, 'created');
    assert.equal(stored('dry'), undefined);
  });

  it('names who owns the fields of a conflict, and takes them over by force', async () => {
    await applyAs('argocd', configMap('contested', { a: '1', b: '1' }));
    await assert.rejects(apply(configMap('contested', { a: '2', b: '2' })), (error) => {
      assert.ok(error instanceof ApplyConflict);
      assert.deepEqual(error.conflicts, [
        { manager: 'argocd', field: '.data.a' },
        { manager: 'argocd', field: '.data.b' },
      ]);
      assert.equal(
        error.problem.what,
        `Fields of ConfigMap default/contested in ${connection.cluster.name} are managed by others: .data.a by argocd, .data.b by argocd`,
      );
      return true;
    });
    assert.deepEqual(stored('contested')?.data, { a: '1', b: '1' });
    await apply(configMap('contested', { a: '2' }), { force: true });
    assert.deepEqual(stored('contested')?.data, { a: '2', b: '1' });
  });

  it('says that the cluster does not serve a kind', async () => {
    for (const apiVersion of ['example.com/v1', 'apps/v1', 'v1']) {
      const widget = { apiVersion, kind: 'Widget', metadata: { name: 'one' } };
      await assert.rejects(apply(widget), (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.problem.kind, 'not-found');
        assert.equal(
          error.problem.what,
          `${connection.cluster.name} serves no kind Widget in ${apiVersion}`,
        );
        return true;
      });
    }
  });

  it('says which right is missing', async () => {
    const viewer = await connectionTo(sim, 'sim-viewer');
    const applying = applyObject(viewer, new ApiResources(viewer), configMap('no', {}), { signal });
    await assert.rejects(
      applying,
      /You may not apply ConfigMap default\/no in .* \(needs get, create and patch on configmaps\)/,
    );
    viewer.dispose();
  });

  it('reads and deletes objects of namespaced and cluster-wide kinds', async () => {
    await apply(namespace('short-lived'));
    const name = { apiVersion: 'v1', kind: 'Namespace', name: 'short-lived' };
    const read = await getObject(connection, resources, name, signal);
    assert.equal(read?.metadata?.name, 'short-lived');
    assert.equal(await deleteObject(connection, resources, name, signal), true);
    const map = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'never' };
    assert.equal(await getObject(connection, resources, map, signal), undefined);
    assert.equal(await deleteObject(connection, resources, map, signal), false);
  });

  describe('many of them', () => {
    const states = (outcomes: readonly Outcome[]): string[] =>
      outcomes.map(({ state, manifest }) => `${manifest.metadata.name} ${state}`);

    it('goes in order', async () => {
      const told: string[] = [];
      const outcomes = await applyObjects(
        connection,
        resources,
        [namespace('ordered'), configMap('inside', {}, 'ordered')],
        { signal, onOutcome: ({ manifest }) => told.push(manifest.metadata.name) },
      );
      assert.deepEqual(states(outcomes), ['ordered applied', 'inside applied']);
      assert.deepEqual(told, ['ordered', 'inside']);
    });

    it('stops at the first failure', async () => {
      const outcomes = await applyObjects(
        connection,
        resources,
        [configMap('lost', {}, 'no-such-namespace'), configMap('after', {})],
        { signal },
      );
      assert.deepEqual(states(outcomes), ['lost failed', 'after skipped']);
      assert.equal(stored('after'), undefined);
    });

    it('tries everything in a dry run but what is in a new namespace', async () => {
      await applyAs('argocd', configMap('theirs', { a: '1' }));
      const outcomes = await applyObjects(
        connection,
        resources,
        [
          namespace('planned'),
          configMap('inside', {}, 'planned'),
          configMap('theirs', { a: '2' }),
          configMap('fine', {}),
        ],
        { dryRun: true, signal },
      );
      assert.deepEqual(states(outcomes), [
        'planned applied',
        'inside skipped',
        'theirs conflict',
        'fine applied',
      ]);
      assert.equal(sim.object('namespaces', undefined, 'planned'), undefined);
    });

    it('ends when it is cancelled', async () => {
      const cancelled = AbortSignal.abort(new DOMException('enough', 'AbortError'));
      const applying = applyObjects(connection, resources, [configMap('x', {})], {
        signal: cancelled,
      });
      await assert.rejects(applying, { name: 'AbortError' });
    });
  });
});
