import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { browserCommand, choiceWithoutDownload, firstChoice } from '../../vscodeHost/choice.ts';

describe('firstChoice', () => {
  const cases = [
    { platform: 'linux', env: {}, choice: 'host' },
    { platform: 'linux', env: { DISPLAY: '' }, choice: 'host' },
    { platform: 'linux', env: { DISPLAY: ':0' }, choice: 'desktop' },
    { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, choice: 'desktop' },
    { platform: 'darwin', env: {}, choice: 'desktop' },
    { platform: 'win32', env: {}, choice: 'desktop' },
  ] as const;
  for (const { platform, env, choice } of cases) {
    it(`takes the ${choice} on ${platform} with ${JSON.stringify(env)}`, () => {
      assert.equal(firstChoice({ platform, env }), choice);
    });
  }
});

describe('choiceWithoutDownload', () => {
  it('takes the host on Linux', () => {
    assert.equal(choiceWithoutDownload({ platform: 'linux', env: {} }, 'no byte for 20 s'), 'host');
  });

  for (const platform of ['darwin', 'win32'] as const) {
    it(`says on ${platform} why there is no VS Code and what to do`, () => {
      assert.throws(
        () => choiceWithoutDownload({ platform, env: {} }, 'no byte for 20 s'),
        /could not be downloaded \(no byte for 20 s\).*HTTPS_PROXY/s,
      );
    });
  }
});

describe('browserCommand', () => {
  const address = 'http://127.0.0.1:1/?tkn=a&payload=b';

  it('opens the browser of a desktop', () => {
    const env = { DISPLAY: ':0' };
    assert.deepEqual(browserCommand({ platform: 'linux', env }, address), ['xdg-open', address]);
    assert.deepEqual(browserCommand({ platform: 'darwin', env: {} }, address), ['open', address]);
  });

  it('opens none where there is no screen', () => {
    assert.equal(browserCommand({ platform: 'linux', env: {} }, address), undefined);
  });
});
