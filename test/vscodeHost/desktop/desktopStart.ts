import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { insideFolder } from '../server/preparedServer.ts';

export interface DesktopStart {
  readonly executable: string;
  readonly userDataDir: string;
  readonly extensionDevelopmentPath: string;
  readonly root: string;
  readonly file: string;
  /** Extensions beside the one under development, which take the place of built-in ones of their name. */
  readonly furtherExtensions: readonly string[];
}

/** The arguments of a desktop VS Code that knows nothing of the person's own one. */
export function desktopArguments(start: DesktopStart, isRoot: boolean): string[] {
  return [
    start.root,
    start.file,
    `--user-data-dir=${start.userDataDir}`,
    `--extensions-dir=${path.join(start.userDataDir, 'extensions')}`,
    `--extensionDevelopmentPath=${start.extensionDevelopmentPath}`,
    `--extensionDevelopmentPath=${path.join(insideFolder, 'startup')}`,
    ...start.furtherExtensions.map((folder) => `--extensionDevelopmentPath=${folder}`),
    '--new-window',
    '--disable-updates',
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    // Else the variables of a login shell win over those given, a person's KUBECONFIG among them.
    '--force-disable-user-env',
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}

export interface Desktop extends AsyncDisposable {
  /** Resolves when its last window is closed. */
  readonly ended: Promise<unknown>;
}

/** Starts a desktop VS Code of its own beside those that may run already. */
export function startDesktop(start: DesktopStart, env: NodeJS.ProcessEnv): Desktop {
  const isRoot = process.getuid?.() === 0;
  const child = spawn(start.executable, desktopArguments(start, isRoot), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  return {
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended.catch(() => {});
    },
  };
}
