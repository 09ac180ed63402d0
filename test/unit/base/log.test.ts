import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeError } from '../../../src/base/log.ts';
import { redact } from '../../../src/base/redact.ts';

describe('redact', () => {
  const SECRETS = [
    'Authorization: Bearer abc.def-ghi',
    'authorization: basic dXNlcjpwYXNz',
    'token: s3cret',
    '{"token":"s3cret","x":1}',
    'access_token=s3cret&x=1',
    "client-key-data: 's3cret'",
    'password = "s3cret"',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.s3cret',
    '-----BEGIN RSA PRIVATE KEY-----\ns3cret\n-----END RSA PRIVATE KEY-----',
    'http://user:s3cret@proxy:3128',
    'http://user:p@s3cret@proxy:3128',
    'https://s3cret@host/x',
    '"client_secret":"s3cret"',
    String.raw`{\"access_token\": \"s3cret\", \"x\": 1}`,
    String.raw`"token":"a\"s3cret"`,
    'api_key=s3cret',
    'AAD_SERVICE_PRINCIPAL_CLIENT_SECRET=s3cret',
    'AZURE_CLIENT_SECRET: s3cret',
    'grant_type=x&client_secret=s3cret',
    'kubelogin --client-secret s3cret',
    'aws_secret_access_key=s3cret',
    'db_password=s3cret',
    'client_assertion=s3cret',
    'passphrase=s3cret',
    'id-token-data: s3cret',
    'https://x?sv=1&sig=s3cret',
    'Authorization: Token s3cret',
  ];
  for (const text of SECRETS) {
    it(text.slice(0, 40), () => {
      const redacted = redact(text);
      assert.doesNotMatch(redacted, /s3cret|abc\.def|dXNlcjpwYXNz/);
      assert.match(redacted, /\*\*\*/);
    });
  }
  it('leaves other text alone', () => {
    assert.equal(redact('GET /api/v1/nodes (prod-weu)'), 'GET /api/v1/nodes (prod-weu)');
  });
});

describe('describeError', () => {
  it('tells the causes, without their secrets', () => {
    const error = new Error('outer', { cause: new Error('inner token=s3cret') });
    assert.match(describeError(error), /outer[\s\S]*caused by: inner token=\*\*\*/);
  });
  it('takes anything', () => {
    assert.equal(describeError('text'), 'text');
    assert.equal(describeError({ a: 1 }), '{"a":1}');
  });
});
