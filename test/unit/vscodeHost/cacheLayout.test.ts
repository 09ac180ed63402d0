import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  cacheLayout,
  cacheRoot,
  CODE_SERVER,
  serverFolder,
} from '../../vscodeHost/cache/cacheLayout.ts';

describe('cacheRoot', () => {
  it('is in the home folder by default', () => {
    assert.equal(cacheRoot({}, '/home/ada'), path.resolve('/home/ada/.cache/aks-sandbox-vscode'));
  });

  it('follows XDG_CACHE_HOME, and AKS_SANDBOX_VSCODE_CACHE before it', () => {
    const env = { XDG_CACHE_HOME: '/xdg' };
    assert.equal(cacheRoot(env, '/home/ada'), path.resolve('/xdg/aks-sandbox-vscode'));
    const own = { ...env, AKS_SANDBOX_VSCODE_CACHE: '/own' };
    assert.equal(cacheRoot(own, '/home/ada'), path.resolve('/own'));
  });

  it('takes an empty variable as unset', () => {
    const env = { XDG_CACHE_HOME: '', AKS_SANDBOX_VSCODE_CACHE: '' };
    assert.equal(cacheRoot(env, '/home/ada'), path.resolve('/home/ada/.cache/aks-sandbox-vscode'));
  });
});

describe('cacheLayout', () => {
  it('keeps servers of different versions apart', () => {
    assert.ok(serverFolder('/cache').includes(`code-server-${CODE_SERVER}-`));
  });

  it('marks a finished cache inside its folder', () => {
    const at = cacheLayout(path.resolve('/cache/x'));
    assert.equal(path.dirname(at.done), at.dir);
    assert.ok(at.serverMain.startsWith(at.vscode));
  });
});
