import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readNamed } from '../../../../src/kube/credentials/credentialSource.ts';

describe('a file that a kubeconfig names', () => {
  for (const [file, reason] of [
    ['/dev/zero', 'is no regular file'],
    ['/nowhere', 'does not exist'],
    ['/', 'is a folder'],
  ]) {
    it(`says why it is not read: ${file}`, async () => {
      await assert.rejects(readNamed(file ?? '', 'token file'), {
        problem: {
          kind: 'configuration',
          what: `The token file ${file} ${reason}`,
          next: 'Create it, or correct the kubeconfig that names it.',
          retryable: false,
        },
      });
    });
  }
});
