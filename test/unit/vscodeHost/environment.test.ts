import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverEnvironment } from '../../vscodeHost/server/environment.ts';
import { simEnvironment } from '../../vscodeHost/clusterEnvironment.ts';

describe('serverEnvironment', () => {
  it('drops what another VS Code left, and asks for no gallery', () => {
    const inherited = { VSCODE_IPC_HOOK: 'x', ELECTRON_RUN_AS_NODE: '1', HOME: '/h' };
    const env = serverEnvironment(inherited, {});
    assert.deepEqual(env, {
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      HOME: '/h',
      NODE_OPTIONS: '',
    });
  });

  it("puts the given variables over a person's own", () => {
    const env = serverEnvironment({ KUBECONFIG: '/home/me' }, { KUBECONFIG: '/sim' });
    assert.equal(env['KUBECONFIG'], '/sim');
  });
});

describe('simEnvironment', () => {
  const sim = {
    kubeconfig: '/sim/config',
    url: 'https://127.0.0.1:1',
    azure: { url: 'https://127.0.0.1:2' },
    caFile: '/sim/ca.crt',
  };

  it("names the sim's kubeconfig alone", () => {
    assert.equal(simEnvironment(sim, { KUBECONFIG: '/home/me' })['KUBECONFIG'], '/sim/config');
  });

  it("adds loopback to what bypasses a person's proxy", () => {
    const env = simEnvironment(sim, { NO_PROXY: 'intranet' });
    assert.equal(env['NO_PROXY'], 'intranet,127.0.0.1,localhost');
    assert.equal(simEnvironment(sim, {})['no_proxy'], '127.0.0.1,localhost');
  });
});
