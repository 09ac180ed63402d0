import { homedir } from 'node:os';
import path from 'node:path';

/** The npm package whose VS Code server is used, and what it must run on. */
export const CODE_SERVER = '4.139.1';
export const SERVER_NODE_MAJOR = 24;

/** Raised when what `prepare` makes has changed, so that every cache is made anew. */
const LAYOUT_VERSION = 1;

/** Where the parts of a prepared VS Code server lie. */
export interface CacheLayout {
  readonly dir: string;
  /** `lib/vscode` of code-server: the server with its web workbench. */
  readonly vscode: string;
  readonly serverMain: string;
  readonly fonts: string;
  /** Written last: a cache without it is not finished. */
  readonly done: string;
}

/** The folder for all that is prepared: `AKS_SANDBOX_VSCODE_CACHE`, else one in the XDG cache. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env, home = homedir()): string {
  const base = env['XDG_CACHE_HOME'] || path.join(home, '.cache');
  return path.resolve(env['AKS_SANDBOX_VSCODE_CACHE'] || path.join(base, 'aks-sandbox-vscode'));
}

/** The folder of this version of the server inside `root`. */
export function serverFolder(root: string): string {
  return path.join(root, `code-server-${CODE_SERVER}-${LAYOUT_VERSION}`);
}

export function cacheLayout(dir: string): CacheLayout {
  const modules = path.join(dir, 'node_modules');
  const vscode = path.join(modules, 'code-server/lib/vscode');
  return {
    dir,
    vscode,
    serverMain: path.join(vscode, 'out/server-main.js'),
    fonts: path.join(modules, 'dejavu-fonts-ttf/ttf'),
    done: path.join(dir, 'done.json'),
  };
}
