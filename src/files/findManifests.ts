import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { posixPath } from './posixPath.ts';
import { readRegularFile } from './readRegularFile.ts';
import { repositoryFolder } from './repositoryFolder.ts';
import { unreadable } from './unreadable.ts';

/** A `.gitignore` and the folder that it speaks of. */
interface IgnoreFile {
  readonly folder: string;
  readonly patterns: Ignore;
}

/**
 * The files to check: a file that is named always, in a folder every `.yaml` and `.yml` that no
 * `.gitignore` names. Throws a `UserError` for a path that does not exist or may not be read.
 */
export async function findManifests(
  paths: readonly string[],
  exclude: (file: string) => boolean,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const given of paths) {
    if ((await kindOf(given)) === 'file') files.add(given);
    else await walk(given, await ignoreFilesAbove(given), files, exclude, signal);
  }
  return [...files];
}

async function kindOf(given: string): Promise<'file' | 'folder'> {
  try {
    return (await stat(given)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw unreadable(given, error);
  }
}

async function walk(
  folder: string,
  above: readonly IgnoreFile[],
  files: Set<string>,
  exclude: (file: string) => boolean,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const own = await ignoreFileOf(folder);
  const ignoreFiles = own ? [...above, own] : above;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (entry.name === '.git' || entry.name === 'node_modules') continue;
    if (isIgnored(file, isFolder, ignoreFiles)) continue;
    if (isFolder) await walk(file, ignoreFiles, files, exclude, signal);
    else if (/\.ya?ml$/i.test(entry.name) && !exclude(file)) files.add(file);
  }
}

/** Whether a `.gitignore` names a file; one in a deeper folder has the last word. */
function isIgnored(file: string, isFolder: boolean, ignoreFiles: readonly IgnoreFile[]): boolean {
  let ignored = false;
  for (const { folder, patterns } of ignoreFiles) {
    const relative = posixPath(path.relative(folder, file));
    const tested = patterns.test(isFolder ? `${relative}/` : relative);
    if (tested.ignored) ignored = true;
    else if (tested.unignored) ignored = false;
  }
  return ignored;
}

/** The `.gitignore` files of the folders above, up to the repository's top. */
async function ignoreFilesAbove(given: string): Promise<readonly IgnoreFile[]> {
  const found: IgnoreFile[] = [];
  const top = await repositoryFolder(given);
  // Outside of a repository only what is below the given folder counts.
  if (top === undefined) return found;
  for (let folder = path.resolve(given); folder !== top;) {
    folder = path.dirname(folder);
    const own = await ignoreFileOf(folder);
    if (own) found.unshift(own);
  }
  return found;
}

const MAX_IGNORE_BYTES = 1024 * 1024;

async function ignoreFileOf(folder: string): Promise<IgnoreFile | undefined> {
  const file = path.join(folder, '.gitignore');
  const bytes = await readRegularFile(file, MAX_IGNORE_BYTES).catch(() => undefined);
  return (
    bytes && {
      folder: path.resolve(folder),
      patterns: ignore().add(bytes.toString('utf8')),
    }
  );
}
