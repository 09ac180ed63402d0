import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readCommandLine } from '../../vscodeHost/commandLine.ts';

describe('readCommandLine', () => {
  it('reads what @vscode/test-electron passes, and ignores the rest', () => {
    const line = readCommandLine([
      'manifests',
      '--disable-extensions',
      '--user-data-dir=/tmp/u',
      '--no-sandbox',
      '--disable-gpu-sandbox',
      '--skip-welcome',
      '--extensionTestsPath=/t/tests.cjs',
      '--extensionDevelopmentPath=/ext',
    ]);
    assert.deepEqual(line, {
      positionals: [path.resolve('manifests')],
      extensionDevelopmentPath: '/ext',
      extensionTestsPath: '/t/tests.cjs',
      userDataDir: '/tmp/u',
      disableExtensions: true,
    });
  });

  it('takes folders and files as URIs, too', () => {
    const folder = path.resolve('/w/my manifests');
    const line = readCommandLine([`--folder-uri=${pathToFileURL(folder).href}`]);
    assert.deepEqual(line.positionals, [folder]);
    assert.equal(line.disableExtensions, false);
  });

  it('refuses a second extension under development', () => {
    const args = ['--extensionDevelopmentPath=/a', '--extensionDevelopmentPath=/b'];
    assert.throws(() => readCommandLine(args), /one extension under development/);
  });
});
