import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RuntimeClass } from '../../sim/kube/node.ts';
import type { Pod, Toleration } from '../../sim/kube/pod.ts';
import { admitRuntimeClass, mergeTolerations } from '../../sim/write/runtimeClassAdmission.ts';

function pod(spec: Partial<Pod['spec']>): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n' },
    spec: { containers: [{ name: 'main' }], ...spec },
    status: { phase: 'Pending' },
  };
}

function runtimeClass(rest: Partial<RuntimeClass> = {}): RuntimeClass {
  return {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'sandbox' },
    handler: 'runsc',
    ...rest,
  };
}

function admit(spec: Partial<Pod['spec']>, found?: RuntimeClass): Pod {
  const one = pod(spec);
  admitRuntimeClass(one, (name) => (name === 'sandbox' ? found : undefined));
  return one;
}

describe('RuntimeClass admission', () => {
  it('leaves a pod without a class as it is', () => {
    assert.deepEqual(admit({}), pod({}));
  });

  it('refuses an unknown class', () => {
    assert.throws(
      () => admit({ runtimeClassName: 'x' }),
      /^StatusError: pods "p" is forbidden: pod rejected: RuntimeClass "x" not found$/,
    );
  });

  it('gives the overhead of the class, also for an empty one', () => {
    const found = runtimeClass({ overhead: { podFixed: { memory: '600Mi' } } });
    const given = admit({ runtimeClassName: 'sandbox', overhead: {} }, found);
    assert.deepEqual(given.spec.overhead, { memory: '600Mi' });
  });

  it('refuses an overhead of its own', () => {
    const found = runtimeClass({ overhead: { podFixed: { memory: '600Mi' } } });
    const spec = { runtimeClassName: 'sandbox', overhead: { memory: '1Mi' } };
    assert.throws(() => admit(spec, found), /doesn't match RuntimeClass's defined Overhead/);
    assert.throws(
      () => admit(spec, runtimeClass()),
      /Pod Overhead set without corresponding RuntimeClass defined Overhead/,
    );
  });

  it('merges the node selector and refuses a contradiction', () => {
    const found = runtimeClass({ scheduling: { nodeSelector: { k: 'v' } } });
    const merged = admit({ runtimeClassName: 'sandbox', nodeSelector: { own: '1' } }, found);
    assert.deepEqual(merged.spec.nodeSelector, { own: '1', k: 'v' });
    assert.throws(
      () => admit({ runtimeClassName: 'sandbox', nodeSelector: { k: 'w' } }, found),
      /conflict: runtimeClass\.scheduling\.nodeSelector\[k\] = v; pod\.spec\.nodeSelector\[k\] = w$/,
    );
  });
});

describe('merged tolerations', () => {
  const any: Toleration = { operator: 'Exists' };
  const key: Toleration = { key: 'k', operator: 'Exists' };
  const value: Toleration = { key: 'k', operator: 'Equal', value: 'v', effect: 'NoSchedule' };
  const short: Toleration = {
    key: 'k',
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 10,
  };
  const long: Toleration = { ...short, tolerationSeconds: 60 };

  for (const [title, first, second, expected] of [
    [
      'are joined',
      [key],
      [{ key: 'l', operator: 'Exists' }],
      [key, { key: 'l', operator: 'Exists' }],
    ],
    ['of the same kind come once', [value], [value], [value]],
    ['lose what a wider one covers', [value], [key], [key]],
    ['lose what a wider one of the pod covers', [key], [value], [key]],
    ['lose all to one that tolerates everything', [value, key], [any], [any]],
    ['keep the longer time', [short], [long], [long]],
  ] as const) {
    it(title, () => {
      assert.deepEqual(mergeTolerations([...first], [...second]), expected);
    });
  }
});
