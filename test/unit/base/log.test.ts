import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeError } from '../../../src/base/log.ts';
import { UserError } from '../../../src/base/problem.ts';
import { redact } from '../../../src/base/text/redact.ts';

function millisecondsOf(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

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
    'az login --password "a s3cret phrase" --tenant t',
    "--client-secret 'my s3cret'",
    '--password "a \\" s3cret"',
    'pwd=s3cret',
    'Server=db;Pwd=my s3cret;',
    'DB_PWD: s3cret',
    'client_assertion=s3cret',
    'passphrase=s3cret',
    'id-token-data: s3cret',
    'https://x?sv=1&sig=s3cret',
    'Authorization: Token s3cret',
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=s3cret==;EndpointSuffix=x',
    'Cookie: session=s3cret; other=s3cret',
    'Set-Cookie: a=s3cret; Path=/',
    'http://localhost/?code=0.AXs3cret.abc&state=1',
    "The refresh token '0.AX0As3cret' has expired",
    "refresh_token='s3cret'",
    'grant 1.AXoAs3cretxxxxxxxxxxxxxx ended',
    'password: my s3cret phrase',
    'a: 1, token=s3cret, b: 2',
    `${'x'.repeat(5000)}-token=s3cret`,
  ];
  for (const text of SECRETS) {
    it(text.slice(0, 40), () => {
      const redacted = redact(text);
      assert.doesNotMatch(redacted, /s3cret|abc\.def|dXNlcjpwYXNz/);
      assert.match(redacted, /\*\*\*/);
    });
  }
  const PLAIN = [
    'GET /api/v1/nodes (prod-weu)',
    'it failed (exit code=1): 3 tokens are left',
    'The token file /run/a cannot be read (ENOENT)',
  ];
  for (const text of PLAIN) it(`leaves alone: ${text}`, () => assert.equal(redact(text), text));

  it('leaves what stands around a secret', () => {
    assert.equal(redact('a: 1, token=s3cret, b: 2'), 'a: 1, token=***, b: 2');
    assert.equal(redact('--password "a b c" --tenant t'), '--password *** --tenant t');
    assert.equal(redact('{"password":"s3 cret","user":"ada"}'), '{"password":***,"user":"ada"}');
  });

  const REPEATED = [
    'token|token |token-|token:|token="|token=\'|token=\\"|token="\\|a:|a.|a |://|http://|@|-|--',
    '--token|--token "|--pwd "\\|pwd=|eyJ|eyJ-|eyJ.|0.A|Bearer |Authorization: a|code=|-----BEGIN PRIVATE KEY-----|"|\\|sig=',
  ].flatMap((words) => words.split('|'));
  for (const word of REPEATED) {
    it(`takes no time for ${word} again and again`, () => {
      const text = word.repeat(Math.ceil(4096 / word.length)).slice(0, 4096);
      const least = Math.min(...[1, 2, 3].map(() => millisecondsOf(() => redact(text))));
      assert.ok(least < 20, `${least} ms`);
    });
  }

  it('cuts what is long', () => {
    assert.ok(redact('token '.repeat(1_000_000)).length < 20_000);
  });
});

describe('describeError', () => {
  it('has a stack of what nobody foresaw alone', () => {
    assert.match(describeError(new Error('odd')), /^Error: odd\n +at /);
    const mistake = new UserError(
      { kind: 'not-found', what: 'There is no pod a', next: 'Look.', retryable: false },
      'HTTP 404',
    );
    assert.equal(describeError(mistake), 'There is no pod a. Look.\n  caused by: HTTP 404');
  });
  it('tells the causes, without their secrets', () => {
    const error = new Error('outer', { cause: new Error('inner token=s3cret') });
    assert.match(describeError(error), /outer[\s\S]*caused by: inner token=\*\*\*/);
  });
  it('takes anything', () => {
    assert.equal(describeError('text'), 'text');
    assert.equal(describeError({ a: 1 }), '{"a":1}');
  });
});
