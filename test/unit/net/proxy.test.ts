import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proxyFor } from '../../../src/net/proxy.ts';

const PROXY = 'http://proxy:3128';
const TABLE: readonly (readonly [
  string,
  string,
  string | undefined,
  Record<string, string>,
  string | undefined,
])[] = [
  ['no proxy', 'https://api.example', undefined, {}, undefined],
  [
    'the kubeconfig before the environment',
    'https://api.example',
    'socks5://own:1',
    { HTTPS_PROXY: PROXY },
    'socks5://own:1',
  ],
  ['HTTPS_PROXY for https', 'https://api.example', undefined, { HTTPS_PROXY: PROXY }, PROXY],
  ['lower case', 'https://api.example', undefined, { https_proxy: PROXY }, PROXY],
  ['HTTP_PROXY for http only', 'https://api.example', undefined, { HTTP_PROXY: PROXY }, undefined],
  [
    'a proxy without a scheme',
    'https://api.example',
    undefined,
    { HTTPS_PROXY: 'proxy:3128' },
    PROXY,
  ],
  ['never for loopback', 'https://127.0.0.1:6443', undefined, { HTTPS_PROXY: PROXY }, undefined],
  ['never for localhost', 'https://localhost:6443', undefined, { HTTPS_PROXY: PROXY }, undefined],
  [
    'a host of NO_PROXY',
    'https://api.example',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: 'x, api.example' },
    undefined,
  ],
  [
    'a host below a domain of NO_PROXY',
    'https://api.example',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: 'example' },
    undefined,
  ],
  [
    'a domain with a dot is not its own host',
    'https://example.com',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '.example.com' },
    PROXY,
  ],
  [
    'a network of NO_PROXY',
    'https://10.1.2.3',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' },
    undefined,
  ],
  [
    'another network',
    'https://11.1.2.3',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' },
    PROXY,
  ],
  [
    'another port',
    'https://api.example:6443',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: 'api.example:443' },
    PROXY,
  ],
  [
    'an IPv6 address of NO_PROXY',
    'https://[2001:db8::1]:6443',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '2001:DB8:0::1' },
    undefined,
  ],
  [
    'an IPv6 address with its port',
    'https://[2001:db8::1]:6443',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '[2001:db8::1]:6443' },
    undefined,
  ],
  [
    'an IPv6 network of NO_PROXY',
    'https://[2001:db8::1]:6443',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '2001:db8::/32' },
    undefined,
  ],
  [
    'another IPv6 network',
    'https://[2001:db9::1]:6443',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '2001:db8::/32' },
    PROXY,
  ],
  [
    'an IPv4 address of NO_PROXY, which is no name with something below it',
    'https://10.1.2.3',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '10.1.2.3' },
    undefined,
  ],
  [
    'everything',
    'https://api.example',
    undefined,
    { HTTPS_PROXY: PROXY, NO_PROXY: '*' },
    undefined,
  ],
];

describe('proxyFor', () => {
  for (const [name, server, own, environment, proxy] of TABLE) {
    it(name, () =>
      assert.equal(proxyFor(server, own, environment)?.href.replace(/\/$/, ''), proxy),
    );
  }
});

describe('What is no proxy', () => {
  const REFUSED = [
    ['of the kubeconfig', 'ftp://p', {}, /^proxy-url in the kubeconfig is no address of a proxy/],
    ['of the environment', undefined, { HTTPS_PROXY: 'http://' }, /^HTTPS_PROXY is no address/],
    ['with a scheme of its own', undefined, { HTTPS_PROXY: 'quic://p' }, /^HTTPS_PROXY is no/],
    ['with a space', undefined, { https_proxy: 'my proxy:1' }, /^HTTPS_PROXY is no address/],
  ] as const;
  for (const [name, own, environment, message] of REFUSED) {
    it(`is refused ${name}, by its name`, () => {
      assert.throws(() => proxyFor('https://api.example', own, environment), { message });
    });
  }

  it('is not repeated, as it may hold a password', () => {
    const environment = { HTTPS_PROXY: 'ftp://ada:s3cret@p' };
    assert.throws(
      () => proxyFor('https://api.example', undefined, environment),
      (error: Error) => !error.message.includes('s3cret'),
    );
  });
});
