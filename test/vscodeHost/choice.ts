/** The desktop VS Code through @vscode/test-electron, or the host: VS Code's server from npm and a browser. */
export type VscodeKind = 'desktop' | 'host';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

/** A desktop VS Code needs a display; only Linux may be without one. */
export function firstChoice({ platform, env }: Machine): VscodeKind {
  const hasDisplay = Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  return platform === 'linux' && !hasDisplay ? 'host' : 'desktop';
}

/**
 * What is left when a desktop VS Code could not be downloaded.
 * @throws where the host does not run, with the reason of the failed download
 */
export function choiceWithoutDownload({ platform }: Machine, reason: string): VscodeKind {
  if (platform === 'linux') return 'host';
  throw new Error(
    `VS Code could not be downloaded (${reason}). Without it this needs Linux, where VS Code comes ` +
      'from npm. Check the network or proxy (HTTPS_PROXY), then try again.',
  );
}

/** How a person's browser is opened, as program and arguments; nothing where there is no screen for it. */
export function browserCommand(
  { platform, env }: Machine,
  address: string,
): readonly [program: string, ...args: string[]] | undefined {
  if (platform === 'darwin') return ['open', address];
  const hasDisplay = Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  return platform === 'linux' && hasDisplay ? ['xdg-open', address] : undefined;
}
