import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { workbenchAddress } from '../../vscodeHost/address.ts';

const server = { authority: '127.0.0.1:4000', token: 'secret' };
const read = (address: string) => new URL(address).searchParams;

const remote = (file: string) =>
  `vscode-remote://${server.authority}${encodeURI(path.resolve(file))}`;

function payloadOf(address: string): unknown {
  return JSON.parse(read(address).get('payload') ?? '');
}

describe('workbenchAddress', () => {
  it('opens a folder, a file and the extension under development', () => {
    const address = workbenchAddress(server, {
      root: '/work/my manifests',
      file: '/work/my manifests/a.yaml',
      extensionDevelopmentPath: '/ext',
    });
    assert.equal(new URL(address).host, '127.0.0.1:4000');
    assert.equal(read(address).get('folder'), path.resolve('/work/my manifests'));
    assert.deepEqual(payloadOf(address), [
      ['extensionDevelopmentPath', remote('/ext')],
      ['openFile', remote('/work/my manifests/a.yaml')],
    ]);
  });

  it('carries the token', () => {
    assert.equal(read(workbenchAddress(server, {})).get('tkn'), 'secret');
  });

  it('opens an empty window without a root, and a workspace file as one', () => {
    assert.equal(read(workbenchAddress(server, {})).get('ew'), 'true');
    const workspace = read(workbenchAddress(server, { root: '/w/a.code-workspace' }));
    assert.equal(workspace.get('workspace'), path.resolve('/w/a.code-workspace'));
    assert.equal(workspace.get('folder'), null);
  });

  it('names the tests and leaves other extensions out', () => {
    const address = workbenchAddress(server, {
      extensionTestsPath: '/t/index.cjs',
      disableExtensions: true,
    });
    const names = (payloadOf(address) as [string, string][]).map(([name]) => name);
    assert.deepEqual(names, ['extensionTestsPath', 'disableExtensions']);
  });
});
