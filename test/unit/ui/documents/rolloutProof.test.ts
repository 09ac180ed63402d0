import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';
import type { GVisorNode } from '../../../../src/model/node/gvisorNode.ts';
import { rolloutProof, rolloutProofJson } from '../../../../src/ui/documents/rolloutProof.ts';
import { checkResult } from '../../../checkResult.ts';

const node = (name: string, gvisor?: Partial<GVisorNode>) => ({
  ...projectNode({ metadata: { name }, status: { nodeInfo: { kernelVersion: '6.8.0' } } }),
  ...(gvisor && {
    gvisor: {
      state: 'ready',
      serves: true,
      step: '',
      reason: '',
      release: 'r1-ab',
      kernel: '',
      ...gvisor,
    } as const,
  }),
});
const PROOF = {
  cluster: { name: 'prod' },
  release: 'r1',
  provenAt: '2026-11-27T16:05:00.000Z',
  rollout: {
    total: 3,
    ready: [node('n1', {})],
    stopped: [node('n2', { state: 'failed', serves: false, step: 'copy', reason: 'no space' })],
    pending: [node('n3')],
  },
  proofs: [checkResult({ name: 'n1', reason: 'its files' })],
};

describe('rolloutProof', () => {
  it('tells of each node what the installer says and a pod proved', () => {
    const text = rolloutProof(PROOF);
    assert.match(
      text,
      /Release r1\. On 2026-11-27 at 16:05 UTC pods of the RuntimeClass, one on each node that was ready, proved 1 of 3 nodes\. Each pod is deleted again; one that cannot be ends by itself/,
    );
    assert.match(
      text,
      /^\| `n1` \| ready, r1-ab +\| gVisor +\| `4\.19\.0-gvisor` +\| `6\.8\.0` +\| its files \|$/m,
    );
    assert.match(text, /^\| `n2` \| gVisor failed at copy: no space +\| not proven +\| — +\|/m);
    assert.match(text, /^\| `n3` \| not begun +\| not proven/m);
  });
  it('says that the server does not prove who it is, in both forms', () => {
    const proof = { ...PROOF, cluster: { name: 'prod', unverified: 'http' } as const };
    assert.match(rolloutProof(proof), /^prod is reached by http, .* proves nothing\.$/m);
    const { cluster, limits } = JSON.parse(rolloutProofJson(proof)) as Record<string, unknown>;
    assert.equal(cluster, 'prod');
    assert.match(String(limits), /^prod is reached by http/);
  });
  it('is JSON for programs', () => {
    const { version, nodes } = JSON.parse(rolloutProofJson(PROOF)) as Record<string, unknown>;
    assert.equal(version, 1);
    assert.deepEqual((nodes as readonly { node: string; verdict: unknown }[])[0], {
      node: 'n2',
      installer: 'gVisor failed at copy: no space',
      verdict: null,
      kernel: null,
      nodeKernel: '6.8.0',
      reason: null,
      evidence: [],
    });
  });
});
