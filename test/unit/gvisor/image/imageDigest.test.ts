import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { manifestUrl, pinnedImage, refusalText } from '../../../../src/gvisor/image/imageDigest.ts';
import { tokenUrl } from '../../../../src/gvisor/image/registryToken.ts';
import { DIGEST, type FakeRegistry, type Repository, startRegistry } from './fakeRegistry.ts';

const { signal } = new AbortController();

describe('where the manifest of an image is', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    [
      'mcr.microsoft.com/azurelinux/busybox:1.36',
      'https://mcr.microsoft.com/v2/azurelinux/busybox/manifests/1.36',
    ],
    ['localhost:5000/x', 'https://localhost:5000/v2/x/manifests/latest'],
    ['busybox', undefined],
    ['library/busybox:1', undefined],
  ];
  for (const [image, url] of cases) {
    it(`${image}: ${url ?? 'nowhere'}`, () => assert.equal(manifestUrl(image), url));
  }
});

describe('the image of the installer', () => {
  let registry: FakeRegistry;
  before(async () => {
    registry = await startRegistry();
  });
  after(() => registry[Symbol.asyncDispose]());

  const cases: readonly (readonly [Repository, string, RegExp | undefined])[] = [
    ['open', 'is pinned when anybody is told its digest', undefined],
    ['token', 'is pinned when anybody gets a token for it', undefined],
    [
      'private',
      'is refused when nobody gets a token',
      /refuses \S+ to who does not sign in \(401\)/,
    ],
    ['denied', 'is refused when the token does not help', /refuses \S+ to .* \(403\)/],
    ['basic', 'is refused when a password is wanted', /refuses \S+ to .* \(401\)/],
    ['missing', 'is missed', /has no image \S+ for who does not sign in \(404\)/],
    ['redirected', 'is not pinned by a token from elsewhere', /did not tell the digest/],
    ['flooded', 'is not pinned by a token without end', /did not tell the digest/],
    ['plain', 'is not pinned without a digest', /did not tell the digest/],
  ];
  for (const [repository, name, warning] of cases) {
    it(name, async () => {
      const image = `${registry.host}/${repository}/busybox:1`;
      const pinned = await pinnedImage(image, signal, registry.ask);
      assert.equal(pinned.image, warning ? image : `${image}@${DIGEST}`);
      if (warning) assert.match(pinned.warning ?? '', warning);
      else assert.equal(pinned.warning, undefined);
    });
  }

  it('is asked for nowhere but where its registry says', () => {
    const asked = registry.requests.filter((request) => request.includes('elsewhere'));
    assert.deepEqual(asked, []);
  });

  it('is asked for twice at most, and nobody is signed in', () => {
    const asked = registry.requests.filter((request) => request.includes('denied'));
    assert.deepEqual(asked, [
      'HEAD /v2/denied/busybox/manifests/1',
      `GET /token?service=${encodeURIComponent(registry.host)}&scope=repository%3Adenied%2Fbusybox%3Apull`,
      'HEAD /v2/denied/busybox/manifests/1',
    ]);
  });

  it('is not pinned when the registry does not answer', async () => {
    const away = () => Promise.reject(new TypeError('fetch failed'));
    const { image, warning } = await pinnedImage('r.example/x:1', signal, away);
    assert.equal(image, 'r.example/x:1');
    assert.match(warning ?? '', /did not tell the digest of r\.example\/x:1/);
  });

  it('stays as it is when it names its digest', async () => {
    assert.deepEqual(await pinnedImage(`x@${DIGEST}`, signal), { image: `x@${DIGEST}` });
  });
});

describe('the next step after a refusal', () => {
  const cases: readonly (readonly [string, number, RegExp | undefined])[] = [
    ['team.azurecr.io/busybox:1', 401, /az aks update .* --attach-acr team/],
    ['registry.example/busybox:1', 403, /imagePullSecret to the ServiceAccount gvisor-installer/],
    ['team.azurecr.io/busybox:1', 404, /aksSandbox\.gvisor\.image/],
    ['team.azurecr.io/busybox:1', 503, undefined],
  ];
  for (const [image, status, next] of cases) {
    it(`${image} ${status}: ${next?.source ?? 'none, as it says nothing'}`, () => {
      const text = refusalText(image, status);
      if (next) assert.match(text ?? '', next);
      else assert.equal(text, undefined);
    });
  }
});

describe('where tokens are', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['Bearer realm="https://a.example/t",service="s"', 'https://a.example/t?service=s'],
    ['bearer realm="https://a.example/t"', 'https://a.example/t'],
    ['Bearer realm="http://a.example/t"', undefined],
    ['Bearer realm="file:///etc/passwd"', undefined],
    ['Bearer', undefined],
    ['Basic realm="https://a.example"', undefined],
    ['', undefined],
  ];
  for (const [challenge, url] of cases) {
    it(`${challenge || 'no challenge'}: ${url ?? 'nowhere'}`, () => {
      assert.equal(tokenUrl(challenge), url);
    });
  }
});
