import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { types } from 'node:util';
import {
  managedClusterDeserializer,
  managedClusterSerializer,
} from '../../../../node_modules/@azure/arm-containerservice/dist/esm/models/models.js';
import { MANAGED_CLUSTER_FIELDS } from '../../../../src/azure/clusters/managedClusterFields.ts';
import { unchangedCluster } from '../../../../src/azure/clusters/unchangedCluster.ts';
import { sampleClusters } from '../../../sim/azure/sample/clusters.ts';
import { clusterJson } from '../../../sim/azure/state/account.ts';

/** Answers as any body would, and keeps the path of all that is read of it. */
function recorder(read: Set<string>, path = ''): object {
  const get = (_: unknown, key: string | symbol): unknown => {
    if (key === Symbol.toPrimitive) return () => '2026-01-01';
    if (key === 'valueOf') return () => '';
    if (typeof key === 'symbol') return undefined;
    if (key === 'map') {
      // An error's details may have details, without an end.
      if (path.endsWith('details.details')) return () => [];
      return (each: (item: object) => unknown) => [each(recorder(read, path))];
    }
    read.add(at(path, key));
    return recorder(read, at(path, key));
  };
  const property = { enumerable: true, configurable: true, value: 0 };
  return new Proxy({}, { get, ownKeys: () => ['*'], getOwnPropertyDescriptor: () => property });
}

function at(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function pathsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pathsOf(item, path));
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    at(path, key),
    ...pathsOf(item, at(path, key)),
  ]);
}

/** The paths of what the table calls sent (false) or Azure's own (true). */
function tabled(): Map<string, boolean> {
  return new Map(
    Object.entries(MANAGED_CLUSTER_FIELDS).flatMap(([path, fields]) =>
      fields
        .trim()
        .split(/\s+/)
        .map((field) => [at(path, field.replace(/^-/, '')), field.startsWith('-')] as const),
    ),
  );
}

describe('the fields of a managed cluster', () => {
  const read = new Set<string>();
  const model = managedClusterDeserializer(recorder(read));
  const sent = new Set(pathsOf(managedClusterSerializer(model)));

  it("are those that Microsoft's client reads and sends at this api-version", () => {
    const table = tabled();
    assert.ok(table.size > 400);
    assert.deepEqual(
      [...table].filter(([path, isAzures]) => !read.has(path) || sent.has(path) === isAzures),
      [],
    );
    const below = (path: string) =>
      [...table].some(([own, isAzures]) => isAzures && path.startsWith(`${own}.`));
    const values = (path: string) =>
      path.endsWith('.*') || path === 'tags.*' ? !read.has(`${path}.resourceId`) : false;
    const missing = [...read].filter((path) => !table.has(path) && !below(path) && !values(path));
    assert.deepEqual(missing, []);
  });
});

describe('unchangedCluster', () => {
  const clusters = sampleClusters('host:443', '1.35.2').map(clusterJson);

  it('sends all clusters of the sample back, but what Azure alone writes', () => {
    for (const read of clusters) {
      const { body, unknown } = unchangedCluster(read);
      assert.deepEqual(unknown, []);
      for (const key of ['id', 'name', 'type', 'eTag']) assert.ok(!(key in body));
      assert.equal(body['location'], read['location']);
      const { body: again, unknown: still } = unchangedCluster(body);
      assert.deepEqual([again, still], [body, []]);
    }
  });

  const properties = (more: object) => ({ properties: { dnsPrefix: 'x', ...more } });
  for (const [name, read, body, unknown] of [
    [
      'drops what is deep within lists',
      properties({
        agentPoolProfiles: [{ name: 'a', eTag: 't', count: 1, nodeLabels: { eTag: 'x' } }],
      }),
      properties({ agentPoolProfiles: [{ name: 'a', count: 1, nodeLabels: { eTag: 'x' } }] }),
      [],
    ],
    [
      'keeps values as they are: null, numbers, empty maps and lists',
      properties({ aadProfile: null, podIdentityProfile: {}, privateLinkResources: [] }),
      properties({ aadProfile: null, podIdentityProfile: {}, privateLinkResources: [] }),
      [],
    ],
    [
      'keeps keys that people chose',
      { tags: { provisioningState: 'mine', __proto__x: '1' } },
      { tags: { provisioningState: 'mine', __proto__x: '1' } },
      [],
    ],
    [
      'keeps the key of an identity, whose ids Azure writes',
      { identity: { type: 'UserAssigned', userAssignedIdentities: { '/a.b': { clientId: 'c' } } } },
      { identity: { type: 'UserAssigned', userAssignedIdentities: { '/a.b': {} } } },
      [],
    ],
    [
      'names what a newer api-version owns, each once',
      {
        ...properties({
          futureProfile: { a: 1 },
          agentPoolProfiles: [{ newer: 1 }, { newer: 2 }],
          addonProfiles: { mine: { enabled: true, later: 1 } },
        }),
        zones: [],
      },
      undefined,
      [
        'properties.futureProfile',
        'properties.agentPoolProfiles.newer',
        'properties.addonProfiles.*.later',
        'zones',
      ],
    ],
  ] as const) {
    it(name, () => {
      const kept = unchangedCluster(read);
      if (body) assert.deepEqual(kept.body, body);
      assert.deepEqual(kept.unknown, unknown);
    });
  }
});
