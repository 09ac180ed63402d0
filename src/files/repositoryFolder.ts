import { lstat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The folder of the git repository that a folder is in, itself included; `undefined` outside of
 * one.
 */
export async function repositoryFolder(folder: string): Promise<string | undefined> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (await exists(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/** Whether there is something of that name, a link that leads nowhere among them. */
export async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
