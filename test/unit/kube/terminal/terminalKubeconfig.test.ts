import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { text } from 'node:stream/consumers';
import { nullLog } from '../../../../src/base/log.ts';
import { UserError } from '../../../../src/base/problem.ts';
import type { Credential } from '../../../../src/kube/credentials/credential.ts';
import { runPlugin } from '../../../../src/kube/credentials/runPlugin.ts';
import type { ResolvedContext } from '../../../../src/kube/kubeconfig/mergeKubeconfigs.ts';
import { SECRET_VARIABLE } from '../../../../src/kube/terminal/credentialProtocol.ts';
import {
  terminalKubeconfig,
  type TerminalOptions,
} from '../../../../src/kube/terminal/terminalKubeconfig.ts';
import { contextOf } from '../../../simConnection.ts';

const TOKEN = 'eyJhbGciOiJub25lIn0.e30.secret';
const EXPIRES = Date.parse('2030-01-01T00:00:10Z');

const context = (user: Partial<ResolvedContext['user']>, file = ''): ResolvedContext => ({
  ref: { id: 'azure:c', name: 'c', server: 'https://c', namespace: '', user: 'u', file },
  cluster: { name: 'c', server: 'https://c', insecure: false },
  user: { name: 'u', ...user },
});
const ENTRA = context({ entra: { tenant: 't1' } });

async function open(
  test: TestContext,
  of: ResolvedContext,
  entraToken: NonNullable<TerminalOptions['signIn']['entraToken']> = () =>
    Promise.resolve({ token: TOKEN, expiresAt: EXPIRES }),
) {
  const plugin = path.join(
    import.meta.dirname,
    '../../../../src/kube/terminal/credentialHelper.ts',
  );
  const needs = await terminalKubeconfig(of, {
    runtime: process.execPath,
    plugin,
    signIn: { mayRunPrograms: () => true, entraToken },
    log: nullLog,
  });
  test.after(() => needs.dispose());
  const { KUBECONFIG: file = '', [SECRET_VARIABLE]: secret = '' } = needs.environment;
  const written = await contextOf(file);
  /** Signs in as a program of the terminal does. */
  const signIn = (shown = secret): Promise<Credential> => {
    const { exec } = written.user;
    assert.ok(exec);
    return runPlugin({
      exec: { ...exec, env: [...exec.env, { name: SECRET_VARIABLE, value: shown }] },
      cluster: written.cluster,
      caData: undefined,
      timeoutMs: 10_000,
      signal: new AbortController().signal,
    });
  };
  return { needs, file, secret, written, signIn, address: written.user.exec?.args[1] ?? '' };
}

/** What comes back for a line. */
function ask(address: string, line: string): Promise<string> {
  const socket = connect(address, () => socket.write(line));
  return text(socket);
}

describe('The kubeconfig of a terminal', () => {
  it('signs in with a token that the window gives', async (test) => {
    const { signIn } = await open(test, ENTRA);
    assert.deepEqual(await signIn(), { token: TOKEN, expiresAt: EXPIRES - 10_000 });
  });

  it('signs in with a certificate that Azure gave, which is in no file', async (test) => {
    const { signIn, file } = await open(test, context({ certData: 'Q0VSVA==', keyData: 'S0VZ' }));
    assert.deepEqual(await signIn(), { certificate: 'CERT', key: 'KEY' });
    assert.doesNotMatch(await readFile(file, 'utf8'), /Q0VSVA|S0VZ|CERT|KEY/);
  });

  it('is for its owner alone, and holds neither token nor secret', async (test) => {
    const { file, secret, signIn } = await open(test, ENTRA);
    await signIn();
    const mode = async (of: string) => ((await stat(of)).mode & 0o777).toString(8);
    assert.deepEqual([await mode(path.dirname(file)), await mode(file)], ['700', '600']);
    const written = await readFile(file, 'utf8');
    assert.ok(secret.length > 40 && !written.includes(secret));
    assert.ok(!written.includes(TOKEN));
  });

  it('has a secret of its own for each terminal', async (test) => {
    const one = await open(test, ENTRA);
    const other = await open(test, ENTRA);
    assert.notEqual(one.secret, other.secret);
    await assert.rejects(one.signIn(other.secret), /does not know the terminal/);
  });

  for (const [what, line] of [
    ['no secret', '{}\n'],
    ['a secret of another kind', '{"secret":{"a":1}}\n'],
    ['something that is no JSON', 'hello\n'],
    ['a line without an end', 'x'.repeat(5000)],
  ] as const) {
    it(`answers nothing to ${what}`, async (test) => {
      const { address } = await open(test, ENTRA);
      assert.equal(await ask(address, line).catch(() => ''), '');
    });
  }

  it('says why there is no token', async (test) => {
    const { signIn } = await open(test, ENTRA, () => {
      const next = 'Sign in to Azure.';
      throw new UserError({ kind: 'unauthorized', what: 'Nobody is', next, retryable: false });
    });
    await assert.rejects(signIn(), /AKS Sandbox: Nobody is\. Sign in to Azure\./);
  });

  it('goes with the window: then programs are told so', async (test) => {
    const { needs, signIn, file } = await open(test, ENTRA);
    needs.dispose();
    await assert.rejects(signIn(), /window of this terminal is closed/);
    await assert.rejects(stat(path.dirname(file)), { code: 'ENOENT' });
  });

  it('leaves a program that waits while the window closes without a token', async (test) => {
    const asked = Promise.withResolvers<undefined>();
    const { needs, signIn } = await open(test, ENTRA, () => {
      asked.resolve(undefined);
      return new Promise(() => {});
    });
    const waiting = signIn();
    await Promise.all([
      assert.rejects(waiting, /window of this terminal is closed/),
      asked.promise.then(() => needs.dispose()),
    ]);
  });

  it('is that of the context alone where a kubeconfig has one', async (test) => {
    const own = context({ token: 't' }, '/home/config');
    const { written, needs } = await open(test, own);
    assert.deepEqual(written.user, own.user);
    assert.deepEqual(Object.keys(needs.environment), ['KUBECONFIG']);
  });
});
