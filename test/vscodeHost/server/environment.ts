/** Variables that a VS Code sets for the programs started inside it; its own server must not take them over. */
const OF_ANOTHER_VSCODE = /^(ELECTRON_RUN_AS_NODE$|VSCODE_)/;

/**
 * The environment of the VS Code server: the caller's, without what another VS Code left in it, without
 * an extension gallery (nothing is asked of the network), and with `own` on top.
 */
export function serverEnvironment(
  inherited: NodeJS.ProcessEnv,
  own: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !OF_ANOTHER_VSCODE.test(name));
  return {
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...Object.fromEntries(kept),
    NODE_OPTIONS: '',
    ...own,
  };
}
