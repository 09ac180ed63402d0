import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const CLUSTER = `${process.env['KUBECONFIG'] ?? ''}#prod-weu`;
const row = (target: object) => ({ node: { target: { cluster: CLUSTER, ...target } } });

/** The text of the read-only document whose path ends so, once the editor has it; `meanwhile` is done until then. */
async function documentText(ending: string, meanwhile: () => unknown): Promise<string> {
  for (;;) {
    const found = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'aks-sandbox' && uri.path.endsWith(ending),
    );
    if (found) return found.getText();
    await meanwhile();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Accepts the entries that are ticked in the open list. */
const accept = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

describe('gVisor in VS Code', () => {
  it('shows the manifest of the installer for the pool that was clicked', async () => {
    const pool = row({ kind: 'nodePool', name: 'gv1' });
    const shown = vscode.commands.executeCommand('aksSandbox.showInstallerManifest', pool);
    const yaml = await documentText('gvisor-installer.yaml', accept);
    await shown;
    assert.match(yaml, /^kind: DaemonSet$/m);
    assert.match(yaml, /values:\n\s+- gv1\n/);
    // Bundled with the extension, not read from its sources.
    assert.match(yaml, /install\.sh: \|\n\s+#!\/bin\/sh/);
    assert.match(yaml, /key: sandbox\n\s+operator: Equal\n\s+value: gvisor/);
  });

  it('stops at a release without its digest before it asks for pools', async () => {
    const settings = vscode.workspace.getConfiguration('aksSandbox');
    await settings.update('gvisor.release', '20261012.0', vscode.ConfigurationTarget.Global);
    try {
      const pool = row({ kind: 'nodePool', name: 'gv1' });
      // The problem is shown, not thrown; no list opens for which the command would wait.
      assert.equal(
        await vscode.commands.executeCommand('aksSandbox.deployGVisor', pool),
        undefined,
      );
    } finally {
      await settings.update('gvisor.release', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
