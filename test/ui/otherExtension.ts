import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const MANIFEST = {
  publisher: 'aks-sandbox-tests',
  name: 'other-extension',
  version: '0.0.1',
  engines: { vscode: '^1.90.0' },
  main: './main.cjs',
  capabilities: { untrustedWorkspaces: { supported: true } },
  contributes: {
    commands: [{ command: 'other.run', title: 'Run Commands', category: 'Other Extension' }],
  },
};

/** A command with its arguments. */
export type Call = readonly [id: string, ...args: readonly unknown[]];

/**
 * Puts an extension among those that are installed whose command "Other Extension: Run Commands" runs these, one
 * after the other, and says when all have ended.
 */
export async function installOtherExtension(
  extensions: string,
  calls: readonly Call[],
): Promise<void> {
  const { publisher, name, version } = MANIFEST;
  const folder = path.join(extensions, `${publisher}.${name}-${version}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(MANIFEST));
  await writeFile(
    path.join(folder, 'main.cjs'),
    `const { commands, window } = require('vscode');
exports.activate = ({ subscriptions }) => {
  subscriptions.push(commands.registerCommand('other.run', async () => {
    for (const [id, ...args] of ${JSON.stringify(calls)}) await commands.executeCommand(id, ...args);
    void window.showInformationMessage('${calls.length} commands have ended');
  }));
};
`,
  );
}
