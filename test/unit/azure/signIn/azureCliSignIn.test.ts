import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { CLOUDS } from '../../../../src/azure/arm/cloud.ts';
import { azureCliSignIn } from '../../../../src/azure/signIn/azureCliSignIn.ts';
import { problemOf } from '../../../../src/base/problem.ts';

// An az that writes down how it was called.
const AZ = `#!/bin/sh
echo "$*" >> "$AZ_CALLS"
[ -n "$AZ_FAILS" ] && { echo "$AZ_FAILS" >&2; exit 1; }
echo '{"accessToken":"of-the-cli","expires_on":4102444800,"tenant":"t","tokenType":"Bearer"}'
`;

describe('azureCliSignIn', { skip: process.platform === 'win32' }, () => {
  const tenant = '0f3a1c52-7b64-4a0e-9a5d-2c1f8e6b7d90';
  const kept = { ...process.env };
  let folder: string;
  let calls: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'az-'));
    calls = path.join(folder, 'calls');
    await writeFile(path.join(folder, 'az'), AZ, { mode: 0o755 });
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(() => {
    process.env = { ...kept };
  });
  const use = (environment: Readonly<Record<string, string>> = {}): void => {
    process.env = { ...kept, PATH: `${folder}:/bin:/usr/bin`, AZ_CALLS: calls, ...environment };
  };

  it('signs in with the account of the Azure CLI, for its cloud and tenant', async () => {
    use();
    const signIn = azureCliSignIn(() => CLOUDS[1]);
    const account = await signIn.signIn(tenant);
    assert.deepEqual(account, { id: 'azureCli', name: 'the Azure CLI' });
    const said = await readFile(calls, 'utf8');
    assert.match(said, /get-access-token/);
    assert.match(said, /--resource https:\/\/management\.chinacloudapi\.cn\b/);
    assert.match(said, new RegExp(`--tenant ${tenant}`));
    assert.ok(account);
    const request = { scope: 'https://management.chinacloudapi.cn/.default', tenant };
    const { signal } = new AbortController();
    assert.equal(await signIn.tokens(account).token(request, signal), 'of-the-cli');
  });

  it('knows its account again after a reload, and no other', async () => {
    const signIn = azureCliSignIn(() => CLOUDS[0]);
    assert.deepEqual(await signIn.accounts(['ada']), []);
    assert.equal((await signIn.accounts(['ada', 'azureCli'])).length, 1);
  });

  const FAILURES: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['nobody is signed in', { AZ_FAILS: 'Please run az login' }, /gives no token.*Run az login/s],
    ['there is no az', { PATH: '/nowhere' }, /The Azure CLI \(az\) is not there.*Install it/s],
  ];
  for (const [name, environment, said] of FAILURES) {
    it(`says what to do when ${name}`, async () => {
      use(environment);
      const refused = azureCliSignIn(() => CLOUDS[0]).signIn();
      const problem = await refused.then(
        () => assert.fail('it signed in'),
        (error: unknown) => problemOf(error),
      );
      assert.match(`${problem.what} ${problem.next ?? ''}`, said);
    });
  }
});
