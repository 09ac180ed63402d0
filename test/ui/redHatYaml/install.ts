import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** By this id AKS Sandbox knows Red Hat's extension. */
const MANIFEST = {
  publisher: 'redhat',
  name: 'vscode-yaml',
  version: '0.0.1',
  engines: { vscode: '^1.90.0' },
  activationEvents: ['onLanguage:yaml'],
  main: './main.cjs',
};

/**
 * Puts an extension with the id of Red Hat's among those that are installed. It has that extension's own language server, of
 * its npm package, and reports what the server finds as the extension does.
 */
export async function installRedHatYaml(extensions: string): Promise<void> {
  const { publisher, name, version } = MANIFEST;
  const folder = path.join(extensions, `${publisher}.${name}-${version}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(MANIFEST));
  const validation = pathToFileURL(path.join(import.meta.dirname, 'validation.ts')).href;
  await writeFile(
    path.join(folder, 'main.cjs'),
    `const vscode = require('vscode');
exports.activate = async (context) => {
  const { validateYaml } = await import(${JSON.stringify(validation)});
  context.subscriptions.push(await validateYaml(vscode));
};
`,
  );
}
