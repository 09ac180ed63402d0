import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('A context that names kubelogin', () => {
  const { signal } = new AbortController();
  const SERVER_ID = '6dae42f8-4368-4678-94ff-3960e28e3630';
  const SIGNED_IN = {
    mayRunPrograms: () => true,
    entraToken: (tenant: string) =>
      Promise.resolve({ token: `token of ${tenant}`, expiresAt: Infinity }),
    aksTenant: (server: string) => Promise.resolve(server === 'https://c' ? 't1' : undefined),
  };
  const naming = (command: string, args: readonly string[], server = 'https://c') => {
    const { entra: _entra, ...user } = CONTEXT.user;
    const exec = user.exec && { ...user.exec, command, args };
    const cluster = { ...CONTEXT.cluster, server };
    return { ...CONTEXT, cluster, user: { ...user, ...(exec ? { exec } : {}) } };
  };
  const missing = (server?: string) =>
    naming('/no/such/kubelogin', ['get-token', '--server-id', SERVER_ID], server);
  const problem = async (
    context: ResolvedContext,
    options: Partial<typeof SIGNED_IN> = SIGNED_IN,
  ) => {
    const source = new CredentialSource(context, { mayRunPrograms: () => true, ...options });
    return problemOf(await source.get(signal).catch((error: unknown) => error));
  };

  it('signs in without it where it is not installed and Azure knows the cluster', async () => {
    const source = new CredentialSource(missing(), SIGNED_IN);
    assert.equal((await source.get(signal)).token, 'token of t1');
  });

  it('says that signing in to Azure does as well where Azure does not know it', async () => {
    const { what, next } = await problem(missing('https://other'));
    assert.equal(what, 'The credential plugin "/no/such/kubelogin" was not found');
    assert.equal(
      next,
      'Install it, or put its folder on the PATH. Or use Sign In to Azure: it needs no other program.',
    );
  });

  it('says nothing of signing in where nobody can', async () => {
    const { next } = await problem(missing(), { mayRunPrograms: () => true });
    assert.equal(next, 'Install it, or put its folder on the PATH.');
  });

  it('is left to kubelogin where it is there, also when it fails', async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'kubelogin-'));
    test.after(() => rm(folder, { recursive: true }));
    const command = join(folder, 'kubelogin');
    await symlink(process.execPath, command);
    const { what } = await problem(naming(command, ['-e', 'process.exit(3)', SERVER_ID]));
    assert.match(what, /failed \(exit code 3\)/);
  });

  it('is no context of another program that is missing', async () => {
    const { what } = await problem(naming('/no/such/gke-auth', [SERVER_ID]));
    assert.match(what, /"\/no\/such\/gke-auth" was not found/);
  });
});
