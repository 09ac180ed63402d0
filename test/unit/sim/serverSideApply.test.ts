import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trackUpdate, type Manager } from '../../sim/apply/managers.ts';
import { applyConfiguration } from '../../sim/apply/serverSideApply.ts';
import type { JsonObject } from '../../sim/kube/json.ts';
import type { KubeObject } from '../../sim/kube/kubeObject.ts';

function applier(name: string): Manager {
  return { name, operation: 'Apply', apiVersion: 'apps/v1' };
}

const UPDATER: Manager = { name: 'editor', operation: 'Update', apiVersion: 'apps/v1' };

function deployment(spec: JsonObject, metadata: JsonObject = {}): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'd', namespace: 'n', ...metadata },
    spec: { template: { spec } },
  };
}

function podSpec(object: KubeObject): JsonObject {
  const spec = object['spec'] as { template: { spec: JsonObject } };
  return spec.template.spec;
}

function owned(object: KubeObject, manager: string): JsonObject | undefined {
  return object.metadata.managedFields?.find((entry) => entry.manager === manager)?.fieldsV1;
}

describe('server-side apply', () => {
  it('owns the leaves it sets, and items of lists by their keys', () => {
    const object = applyConfiguration(
      undefined,
      deployment(
        {
          containers: [
            {
              name: 'a',
              env: [{ name: 'X', value: '1' }],
              ports: [{ containerPort: 80 }],
              volumeMounts: [{ mountPath: '/v', name: 'v' }],
            },
          ],
          volumes: [{ name: 'v', emptyDir: {} }],
          tolerations: [{ operator: 'Exists' }],
          nodeSelector: { a: 'b' },
        },
        { labels: { l: '1' }, finalizers: ['x.y/z'] },
      ),
      applier('one'),
      false,
    );
    assert.deepEqual(owned(object, 'one'), {
      'f:metadata': { 'f:finalizers': { 'v:"x.y/z"': {} }, 'f:labels': { 'f:l': {} } },
      'f:spec': {
        'f:template': {
          'f:spec': {
            'f:containers': {
              'k:{"name":"a"}': {
                '.': {},
                'f:env': { 'k:{"name":"X"}': { '.': {}, 'f:name': {}, 'f:value': {} } },
                'f:name': {},
                'f:ports': {
                  'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} },
                },
                'f:volumeMounts': {
                  'k:{"mountPath":"/v"}': { '.': {}, 'f:mountPath': {}, 'f:name': {} },
                },
              },
            },
            'f:nodeSelector': {},
            'f:tolerations': {},
            'f:volumes': { 'k:{"name":"v"}': { '.': {}, 'f:emptyDir': {}, 'f:name': {} } },
          },
        },
      },
    });
  });

  it('keeps what others own and appends its own items', () => {
    const first = applyConfiguration(
      undefined,
      deployment({ containers: [{ name: 'a', image: 'x:1' }] }),
      applier('one'),
      false,
    );
    const second = applyConfiguration(
      first,
      deployment({ containers: [{ name: 'b', image: 'y:1' }] }),
      applier('two'),
      false,
    );
    assert.deepEqual(podSpec(second)['containers'], [
      { name: 'a', image: 'x:1' },
      { name: 'b', image: 'y:1' },
    ]);
    const third = applyConfiguration(second, deployment({}), applier('two'), false);
    assert.deepEqual(podSpec(third)['containers'], [{ name: 'a', image: 'x:1' }]);
    assert.equal(owned(third, 'two')?.['f:spec'] === undefined, false);
  });

  it('removes a whole item with the defaults that nobody owns', () => {
    const first = applyConfiguration(
      undefined,
      deployment({ containers: [{ name: 'a' }, { name: 'b' }] }),
      applier('one'),
      false,
    );
    podSpec(first)['containers'] = [
      { name: 'a', imagePullPolicy: 'Always' },
      { name: 'b', imagePullPolicy: 'Always' },
    ];
    const left = applyConfiguration(
      first,
      deployment({ containers: [{ name: 'a' }] }),
      applier('one'),
      false,
    );
    assert.deepEqual(podSpec(left)['containers'], [{ name: 'a', imagePullPolicy: 'Always' }]);
  });

  it('names every conflict, grouped by manager', () => {
    const spec = { containers: [{ name: 'a', image: 'x:1' }], nodeSelector: { a: 'b' } };
    const live = applyConfiguration(undefined, deployment(spec), applier('one'), false);
    const other = { containers: [{ name: 'a', image: 'x:2' }], nodeSelector: { a: 'c' } };
    assert.throws(() => applyConfiguration(live, deployment(other), applier('two'), false), {
      message: [
        'Apply failed with 2 conflicts: conflicts with "one":',
        '- .spec.template.spec.containers[name="a"].image',
        '- .spec.template.spec.nodeSelector',
      ].join('\n'),
    });
  });

  it('takes a field over by force, and gives it back the same way', () => {
    const live = applyConfiguration(
      undefined,
      deployment({ hostname: 'a' }),
      applier('one'),
      false,
    );
    const taken = applyConfiguration(live, deployment({ hostname: 'b' }), applier('two'), true);
    assert.equal(podSpec(taken)['hostname'], 'b');
    assert.equal(owned(taken, 'one'), undefined);
    const back = applyConfiguration(taken, deployment({ hostname: 'a' }), applier('one'), true);
    assert.equal(podSpec(back)['hostname'], 'a');
    assert.equal(owned(back, 'two'), undefined);
  });

  it('changes nothing at all when applied again', () => {
    const config = deployment({ containers: [{ name: 'a', image: 'x:1' }] });
    const live = applyConfiguration(undefined, config, applier('one'), false);
    assert.deepEqual(applyConfiguration(live, config, applier('one'), false), live);
  });
});

describe('writes without apply', () => {
  it('own what they change, and take it from others', () => {
    const live = applyConfiguration(
      undefined,
      deployment({ hostname: 'a', subdomain: 's' }),
      applier('one'),
      false,
    );
    const after = structuredClone(live);
    podSpec(after)['hostname'] = 'b';
    const tracked = trackUpdate(live, after, UPDATER, {});
    const within = (fields: JsonObject) => ({ 'f:spec': { 'f:template': { 'f:spec': fields } } });
    assert.deepEqual(owned(tracked, 'editor'), within({ 'f:hostname': {} }));
    assert.deepEqual(owned(tracked, 'one'), within({ 'f:subdomain': {} }));
  });

  it('own the parents that they create', () => {
    const before = deployment({});
    const after = deployment({ containers: [{ name: 'a', env: [{ name: 'X' }] }] });
    assert.deepEqual(owned(trackUpdate(before, after, UPDATER, {}), 'editor'), {
      'f:spec': {
        'f:template': {
          'f:spec': {
            'f:containers': {
              '.': {},
              'k:{"name":"a"}': {
                '.': {},
                'f:env': { '.': {}, 'k:{"name":"X"}': { '.': {}, 'f:name': {} } },
                'f:name': {},
              },
            },
          },
        },
      },
    });
  });

  it('own nothing of the status unless they are about it', () => {
    const before = { ...deployment({}), status: {} };
    const after = { ...deployment({ hostname: 'a' }), status: { replicas: 1 } };
    assert.deepEqual(Object.keys(owned(trackUpdate(before, after, UPDATER, {}), 'editor') ?? {}), [
      'f:spec',
    ]);
    const status = { ...UPDATER, subresource: 'status' };
    assert.deepEqual(owned(trackUpdate(before, after, status, {}), 'editor'), {
      'f:status': { 'f:replicas': {} },
    });
  });
});
