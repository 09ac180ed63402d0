import path from 'node:path';

/** What the workbench opens. All paths are absolute or relative to the working directory. */
export interface Opened {
  /** A folder or a `.code-workspace` file. */
  readonly root?: string | undefined;
  readonly file?: string | undefined;
  /** The one extension under development that this kind of VS Code can take. */
  readonly extensionDevelopmentPath?: string | undefined;
  readonly extensionTestsPath?: string | undefined;
  readonly disableExtensions?: boolean;
}

/** The address of the workbench of a server; it carries the token without which the server answers 403. */
export function workbenchAddress(
  server: { readonly authority: string; readonly token: string },
  opened: Opened,
): string {
  const uri = (file: string) =>
    `vscode-remote://${server.authority}${encodeURI(path.resolve(file))}`;
  const payload: [string, string][] = [];
  const { root, file, extensionDevelopmentPath, extensionTestsPath } = opened;
  if (extensionDevelopmentPath) {
    payload.push(['extensionDevelopmentPath', uri(extensionDevelopmentPath)]);
  }
  if (extensionTestsPath) payload.push(['extensionTestsPath', uri(extensionTestsPath)]);
  if (opened.disableExtensions) payload.push(['disableExtensions', 'true']);
  if (file) payload.push(['openFile', uri(file)]);

  const query = new URLSearchParams();
  if (root)
    query.set(root.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(root));
  else query.set('ew', 'true');
  query.set('tkn', server.token);
  query.set('payload', JSON.stringify(payload));
  return `http://${server.authority}/?${query.toString()}`;
}
