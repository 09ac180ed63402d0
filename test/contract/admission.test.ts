import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRuntimeClass, idlePod } from './objects.ts';
import { listOf, openTarget, textOf, type Target, type Tree } from './target.ts';

describe('RuntimeClass admission', () => {
  let target: Target;
  let pods: string;
  before(async () => {
    target = await openTarget();
    pods = `/api/v1/namespaces/${await target.namespace()}/pods?dryRun=All`;
  });
  after(() => target[Symbol.asyncDispose]());

  async function create(spec: Record<string, unknown>): Promise<{ status: number; body: Tree }> {
    return target.ask('POST', pods, { body: idlePod(target, 'one', spec) });
  }

  function assertForbidden(answer: { status: number; body: Tree }, why: string): void {
    assert.equal(answer.status, 403);
    assert.deepEqual(answer.body, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `pods "one" is forbidden: ${why}`,
      reason: 'Forbidden',
      details: { name: 'one', kind: 'pods' },
      code: 403,
    });
  }

  it('refuses a class that is not there', async () => {
    assertForbidden(
      await create({ runtimeClassName: 'none-such' }),
      'pod rejected: RuntimeClass "none-such" not found',
    );
  });

  it('refuses an overhead that differs from the class', async () => {
    const overhead = { podFixed: { memory: '600Mi' } };
    const runtimeClassName = await createRuntimeClass(target, 'kata', { overhead });
    assertForbidden(
      await create({ runtimeClassName, overhead: { memory: '100Mi' } }),
      "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
    );
  });

  it('refuses an overhead when the class has none, or there is no class', async () => {
    const runtimeClassName = await createRuntimeClass(target, 'runsc');
    const why =
      'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead';
    assertForbidden(await create({ runtimeClassName, overhead: { memory: '1Mi' } }), why);
    assertForbidden(await create({ overhead: { memory: '1Mi' } }), why);
  });

  it('refuses a node selector that contradicts the class', async () => {
    const scheduling = { nodeSelector: { 'sandbox.example/kind': 'a' } };
    const runtimeClassName = await createRuntimeClass(target, 'runsc', { scheduling });
    assertForbidden(
      await create({ runtimeClassName, nodeSelector: { 'sandbox.example/kind': 'b' } }),
      'conflict: runtimeClass.scheduling.nodeSelector[sandbox.example/kind] = a; pod.spec.nodeSelector[sandbox.example/kind] = b',
    );
  });

  it('merges overhead, node selector and tolerations into the pod', async () => {
    const toleration = { key: 'sandbox', operator: 'Equal', value: 'yes', effect: 'NoSchedule' };
    const runtimeClassName = await createRuntimeClass(target, 'kata', {
      overhead: { podFixed: { memory: '600Mi', cpu: '250m' } },
      scheduling: { nodeSelector: { class: 'x', both: 'z' }, tolerations: [toleration] },
    });
    const { status, body } = await create({
      runtimeClassName,
      overhead: { memory: '600Mi', cpu: '250m' },
      nodeSelector: { pod: 'y', both: 'z' },
      tolerations: [{ key: 'own', operator: 'Exists' }],
    });
    assert.equal(status, 201);
    assert.deepEqual(body.spec?.overhead, { memory: '600Mi', cpu: '250m' });
    assert.deepEqual(body.spec?.nodeSelector, { class: 'x', both: 'z', pod: 'y' });
    assert.deepEqual(tolerationKeys(body), [
      'own',
      'node.kubernetes.io/not-ready',
      'node.kubernetes.io/unreachable',
      'sandbox',
    ]);
  });

  it('keeps the wider of two tolerations', async () => {
    const narrow = { key: 'sandbox', operator: 'Equal', value: 'yes', effect: 'NoSchedule' };
    const scheduling = { tolerations: [narrow] };
    const runtimeClassName = await createRuntimeClass(target, 'runsc', { scheduling });
    const wide = { key: 'sandbox', operator: 'Exists' };
    const { body } = await create({ runtimeClassName, tolerations: [wide] });
    const own = listOf(body.spec?.tolerations).filter(({ key }) => textOf(key) === 'sandbox');
    assert.deepEqual(own, [wide]);
  });

  it('does not take an empty class name for none', async () => {
    const { status, body } = await create({ runtimeClassName: '' });
    assert.equal(status, 500);
    assert.equal(body.message, 'resource name may not be empty');
  });

  it('refuses a class name that is none before it looks for the class', async () => {
    const { status, body } = await create({ runtimeClassName: 'No_Name' });
    assertForbidden({ status, body }, 'pod rejected: RuntimeClass "No_Name" not found');
  });
});

function tolerationKeys(pod: Tree): string[] {
  return listOf(pod.spec?.tolerations).map((toleration) => textOf(toleration.key));
}
