import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemOf } from '../../../../src/base/problem.ts';
import { CredentialSource } from '../../../../src/kube/credentials/credentialSource.ts';
import type { ResolvedContext } from '../../../../src/kube/kubeconfig/mergeKubeconfigs.ts';

const CONTEXT: ResolvedContext = {
  ref: { id: 'azure:c', name: 'c', server: 'https://c', namespace: '', user: '', file: '' },
  cluster: { name: 'c', server: 'https://c', insecure: false },
  user: {
    name: 'u',
    entra: { tenant: 't1' },
    exec: {
      apiVersion: 'v1',
      command: '/no/such/program',
      args: [],
      env: [],
      installHint: '',
      provideClusterInfo: false,
      interactiveMode: 'Never',
    },
  },
};

describe('A credential of Entra ID', () => {
  const { signal } = new AbortController();

  it('is a token of the tenant, asked for once while it lasts, and no program', async (test) => {
    test.mock.timers.enable({ apis: ['Date'], now: 0 });
    const asked: string[] = [];
    const source = new CredentialSource(CONTEXT, {
      mayRunPrograms: () => false,
      entraToken: (tenant) => {
        asked.push(tenant);
        return Promise.resolve({ token: `token ${asked.length}`, expiresAt: Date.now() + 1000 });
      },
    });
    assert.equal((await source.get(signal)).token, 'token 1');
    assert.equal((await source.get(signal)).token, 'token 1');
    test.mock.timers.setTime(1000);
    assert.equal((await source.get(signal)).token, 'token 2');
    assert.deepEqual(asked, ['t1', 't1']);
  });

  it('is asked for anew when the server refuses it', async () => {
    let count = 0;
    const source = new CredentialSource(CONTEXT, {
      mayRunPrograms: () => false,
      entraToken: () => Promise.resolve({ token: `token ${++count}`, expiresAt: Infinity }),
    });
    await source.invalidate(await source.get(signal));
    assert.equal((await source.get(signal)).token, 'token 2');
  });

  it('says what to do when nobody is signed in', async () => {
    const source = new CredentialSource(CONTEXT, { mayRunPrograms: () => true });
    const { what, next } = problemOf(await source.get(signal).catch((error: unknown) => error));
    assert.equal(
      `${what}. ${next}`,
      'c signs in with Entra ID, and nobody is signed in to Azure. Sign in to Azure.',
    );
  });
});
