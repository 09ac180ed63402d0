import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readWorkload, requireWorkload } from '../../../../src/kube/resources/ownerRequests.ts';
import { useConnection } from '../../../useConnection.ts';

const { signal } = new AbortController();

describe('A workload by its kind and name', () => {
  const used = useConnection();
  for (const kind of ['Rollout', 'constructor', '__proto__']) {
    it(`is not asked for where ${kind} is its kind`, async () => {
      const workload = { kind, name: 'a' };
      await assert.rejects(readWorkload(used.connection, 'payments', workload, signal), {
        message: /is not one of Kubernetes itself/,
      });
      await requireWorkload(used.connection, 'payments', workload, signal);
    });
  }
});
