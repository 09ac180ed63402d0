// The Azure CLI, as far as it is asked; what it knows stands in a file beside it. Its words are those of azure-cli 2.91.0.
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const args = process.argv.slice(2);
const { accounts, refuses, prints } = JSON.parse(readFileSync(join(__dirname, 'az.json'), 'utf8'));
appendFileSync(join(__dirname, 'az.log'), `${args.join(' ')}\n`);

const option = (name) => args[args.indexOf(name) + 1];
const print = (value) => process.stdout.write(JSON.stringify(value));
const fail = (text) => {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
};
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

const COMMANDS = {
  show() {
    const account = accounts.find(({ isDefault }) => isDefault);
    if (account) print(account);
    else fail("ERROR: Please run 'az login' to setup account.");
  },
  list() {
    if (accounts.length === 0) {
      process.stderr.write('WARNING: Please run "az login" to access your accounts.\n');
    }
    print(accounts.map(({ environmentName, ...one }) => ({ ...one, cloudName: environmentName })));
  },
  'get-access-token'() {
    const expires = Math.floor(Date.now() / 1000) + 3600;
    const claims = { aud: option('--resource'), tid: option('--tenant'), exp: expires };
    const accessToken = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.none`;
    print({ accessToken, expires_on: expires, tenant: claims.tid, tokenType: 'Bearer' });
  },
};

if (refuses?.[args[1]]) fail(refuses[args[1]]);
else if (prints !== undefined) process.stdout.write(prints);
else COMMANDS[args[1]]();
