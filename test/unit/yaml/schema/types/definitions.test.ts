import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Definitions,
  readDefinitions,
} from '../../../../../src/yaml/schema/types/definitions.ts';
import {
  documentationOf,
  enumOf,
  fieldsOf,
  schemaAt,
} from '../../../../../src/yaml/schema/types/schemaAt.ts';
import { typeText } from '../../../../../src/yaml/schema/types/typeText.ts';
import { bundledDefinitions } from '../bundledDefinitions.ts';

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

function deploymentField(definitions: Definitions, ...path: readonly (string | number)[]) {
  const field = schemaAt(definitions, 'apps/v1', 'Deployment', [...CONTAINER, ...path]);
  assert.ok(field, path.join('.'));
  return field;
}

describe('The definitions that the product brings', async () => {
  const definitions = await bundledDefinitions();

  it('say their version and know the kinds that have pods', () => {
    assert.match(definitions.kubernetes, /^1\.\d+\.\d+$/);
    const kinds = [
      ['v1', 'Pod'],
      ['v1', 'PodTemplate'],
      ['v1', 'ReplicationController'],
      ['apps/v1', 'Deployment'],
      ['apps/v1', 'StatefulSet'],
      ['apps/v1', 'DaemonSet'],
      ['apps/v1', 'ReplicaSet'],
      ['batch/v1', 'Job'],
      ['batch/v1', 'CronJob'],
      ['node.k8s.io/v1', 'RuntimeClass'],
    ] as const;
    for (const [apiVersion, kind] of kinds) {
      assert.ok(definitions.kind(apiVersion, kind), kind);
      assert.ok(definitions.kind(apiVersion, `${kind}List`), `${kind}List`);
    }
    assert.deepEqual(definitions.apiVersionsOf('HorizontalPodAutoscaler'), [
      'autoscaling/v1',
      'autoscaling/v2',
    ]);
  });

  it('know no kind that nobody writes', () => {
    assert.equal(definitions.kind('v1', 'DeleteOptions'), undefined);
    assert.equal(definitions.kind('v1', 'toString'), undefined);
    assert.equal(definitions.kind('constructor', 'Pod'), undefined);
  });

  it('have a field called default, and one called format', () => {
    const limits = schemaAt(definitions, 'v1', 'LimitRange', ['spec', 'limits', 0]);
    assert.ok(limits && fieldsOf(limits.schema).has('default'));
    const path = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema'];
    const schema = schemaAt(
      definitions,
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      path,
    );
    for (const name of ['default', 'format', 'enum', 'required', 'description']) {
      assert.ok(schema && fieldsOf(schema.schema).has(name), name);
    }
  });

  it('name types as kubectl explain does', () => {
    const types: readonly (readonly [string, string])[] = [
      ['image', 'string'],
      ['stdin', 'boolean'],
      ['command', '[]string'],
      ['ports', '[]ContainerPort'],
      ['securityContext', 'SecurityContext'],
    ];
    for (const [name, type] of types) {
      assert.equal(typeText(deploymentField(definitions, name).schema), type, name);
    }
    const limits = deploymentField(definitions, 'resources', 'limits');
    assert.equal(typeText(limits.schema), 'map[string]Quantity');
    const port = deploymentField(definitions, 'livenessProbe', 'httpGet', 'port');
    assert.equal(typeText(port.schema), 'IntOrString');
  });

  it('tell of a field what it is for, whether it is required, its default and its values', () => {
    const protocol = deploymentField(definitions, 'ports', 0, 'protocol');
    assert.match(documentationOf(protocol), /^Protocol for port\. Must be UDP, TCP, or SCTP/);
    assert.deepEqual(enumOf(protocol.schema), ['SCTP', 'TCP', 'UDP']);
    assert.equal(protocol.default, 'TCP');
    assert.equal(protocol.required, false);
    assert.equal(deploymentField(definitions, 'name').required, true);
    const resources = documentationOf(deploymentField(definitions, 'resources'));
    assert.match(
      resources,
      /^Compute Resources required by this container.*\n\nResourceRequirements/,
    );
  });

  it('give the fields below a map, and below the items of a list', () => {
    const containers = schemaAt(definitions, 'v1', 'Pod', ['spec', 'containers']);
    assert.ok(containers && fieldsOf(containers.schema).has('image'));
    const root = schemaAt(definitions, 'v1', 'Pod', []);
    assert.deepEqual([...fieldsOf(root?.schema ?? { kind: 'any' }).keys()].toSorted(), [
      'apiVersion',
      'kind',
      'metadata',
      'spec',
      'status',
    ]);
  });

  it('know nothing of a path that leads nowhere', () => {
    const paths = [['nope'], ['spec', 0], ['spec', 'containers', 'image'], ['kind', 'a', 'b']];
    for (const path of paths) {
      assert.equal(schemaAt(definitions, 'v1', 'Pod', path), undefined, path.join('.'));
    }
    assert.equal(schemaAt(definitions, 'example.com/v1', 'Pod', []), undefined);
  });
});

describe('Reading definitions', () => {
  it('refuses what is none', () => {
    for (const json of [{}, { kubernetes: '1.36.3' }, { schemas: {} }, []]) {
      assert.throws(() => readDefinitions(json), /no Kubernetes definitions/);
    }
  });

  it('has no end problem with definitions that refer to themselves', () => {
    const definitions = readDefinitions({
      kubernetes: '1.36.3',
      schemas: {
        'a.Loop': { $ref: 'a.Loop' },
        'a.Tree': {
          type: 'object',
          properties: { left: { $ref: 'a.Tree' }, loop: { $ref: 'a.Loop' }, lost: { $ref: 'b' } },
          'x-kubernetes-group-version-kind': [{ group: '', version: 'v1', kind: 'Tree' }],
        },
      },
    });
    const path = Array<string>(50).fill('left');
    assert.equal(schemaAt(definitions, 'v1', 'Tree', path)?.schema.kind, 'object');
    assert.equal(schemaAt(definitions, 'v1', 'Tree', ['loop'])?.schema.kind, 'any');
    assert.equal(schemaAt(definitions, 'v1', 'Tree', ['lost'])?.schema.kind, 'any');
  });
});
