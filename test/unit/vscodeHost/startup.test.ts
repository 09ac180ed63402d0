import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { desktopArguments } from '../../vscodeHost/desktop/desktopStart.ts';
import { projectRoot } from '../../vscodeHost/projectPaths.ts';
import { startupCommands, type ViewContributions } from '../../vscodeHost/startup.ts';

describe('startupCommands', () => {
  it("focuses the extension's view", async () => {
    const text = await readFile(path.join(projectRoot, 'package.json'), 'utf8');
    const manifest: ViewContributions = JSON.parse(text);
    assert.deepEqual(startupCommands(manifest), [['aksSandbox.clusters.focus']]);
  });

  it('fails without a view', () => {
    assert.throws(() => startupCommands({}), /no view/);
  });
});

describe('desktopArguments', () => {
  const start = {
    executable: '/code',
    userDataDir: '/tmp/u',
    extensionDevelopmentPath: '/ext',
    root: '/w',
    file: '/w/a.yaml',
    furtherExtensions: ['/sign-in'],
  };

  it("keeps apart from a person's own VS Code and shell", () => {
    const args = desktopArguments(start, false);
    assert.ok(args.includes('--user-data-dir=/tmp/u'));
    assert.ok(args.includes('--force-disable-user-env'));
    assert.ok(!args.includes('--no-sandbox'));
  });

  it('opens the folder, the file, the extension and what runs the start-up commands', () => {
    const args = desktopArguments(start, true);
    assert.deepEqual(args.slice(0, 2), ['/w', '/w/a.yaml']);
    const developed = args.filter((arg) => arg.startsWith('--extensionDevelopmentPath='));
    assert.equal(developed.length, 3);
    assert.ok(developed.includes('--extensionDevelopmentPath=/sign-in'));
    assert.ok(args.includes('--no-sandbox'));
  });
});
