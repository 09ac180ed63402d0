import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { challengeHeader, tokenScopes } from '../../../../src/azure/signIn/tokenScopes.ts';

describe('tokenScopes', () => {
  it('names the tenant as VS Code does, and nothing else', () => {
    const scope = 'https://management.azure.com/.default';
    assert.deepEqual(tokenScopes(scope, undefined), [scope]);
    assert.deepEqual(tokenScopes(scope, 'contoso'), [scope, 'VSCODE_TENANT:contoso']);
  });
});

describe('challengeHeader', () => {
  it('hands on the claims and names no scope', () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"p1"}}}';
    const header = challengeHeader(claims);
    const [, encoded = ''] =
      /^Bearer error="insufficient_claims", claims="([A-Za-z0-9+/=]+)"$/.exec(header) ?? [];
    assert.equal(Buffer.from(encoded, 'base64').toString(), claims);
    assert.doesNotMatch(header, /scope/);
  });
});
