import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PODS, projectPod, type RawPod } from '../../../../src/kube/resources/podResource.ts';
import { pageParser } from '../../../../src/kube/list/page.ts';
import type { SandboxPod } from '../../../../src/model/pod/pod.ts';

const METADATA = { namespace: 'web', name: 'api-1', uid: 'u1' };
const POD = { namespace: 'web', name: 'api-1', uid: 'u1', phase: '' };
const UNSCHEDULED = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'Unschedulable',
  message: '0/3 nodes are available',
};

const CASES: readonly (readonly [string, Omit<RawPod, 'metadata'>, Partial<SandboxPod>])[] = [
  ['nothing but its name', {}, {}],
  [
    'its class and node',
    { spec: { runtimeClassName: 'gvisor', nodeName: 'n1' } },
    { runtimeClass: 'gvisor', node: 'n1' },
  ],
  [
    'why no node takes it',
    { status: { phase: 'Pending', conditions: [UNSCHEDULED] } },
    { phase: 'Pending', waiting: '0/3 nodes are available', unschedulable: true },
  ],
  [
    'what its first container waits for, init containers before the others',
    {
      status: {
        phase: 'Pending',
        containerStatuses: [{ state: { waiting: { reason: 'PodInitializing' } } }],
        initContainerStatuses: [
          { state: { waiting: { reason: 'ErrImagePull', message: 'no such image' } } },
        ],
      },
    },
    { phase: 'Pending', waiting: 'ErrImagePull: no such image' },
  ],
  [
    'why it failed',
    { status: { phase: 'Failed', reason: 'Evicted', message: 'memory' } },
    { phase: 'Failed', waiting: 'memory' },
  ],
  [
    'nothing that a running pod once waited for',
    { status: { phase: 'Running', conditions: [UNSCHEDULED], reason: 'x' } },
    { phase: 'Running', unschedulable: true },
  ],
  ['Windows by its os', { spec: { os: { name: 'windows' } } }, { windows: true }],
  [
    'Windows by its node selector',
    { spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } } },
    { windows: true },
  ],
];

describe('What is kept of a pod', () => {
  for (const [what, raw, kept] of CASES) {
    it(what, () => {
      assert.deepEqual(projectPod({ metadata: METADATA, ...raw }), { ...POD, ...kept });
    });
  }

  it('its controller, that it ends, and that a file on its node makes it', () => {
    const metadata = {
      ...METADATA,
      deletionTimestamp: '2026-11-27T00:00:00Z',
      annotations: { 'kubernetes.io/config.mirror': 'x' },
      ownerReferences: [
        { kind: 'Thing', name: 'a' },
        { kind: 'ReplicaSet', name: 'api', controller: true },
      ],
    };
    assert.deepEqual(projectPod({ metadata }), {
      ...POD,
      owner: { kind: 'ReplicaSet', name: 'api' },
      terminating: true,
      mirror: true,
    });
  });

  it('the same of what its shape lets through', () => {
    const parse = pageParser<RawPod>(PODS);
    for (const [what, raw, kept] of CASES) {
      const item = { metadata: { ...METADATA, labels: { a: 'b' } }, ...raw };
      const page = parse(Buffer.from(JSON.stringify({ items: [item] })));
      assert.deepEqual(page?.items.map(projectPod), [{ ...POD, ...kept }], what);
    }
  });
});
