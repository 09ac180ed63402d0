import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
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

/** What there is to check. */
export interface FoundManifests {
  /** Those that were named, and those that were found in folders. */
  readonly files: readonly string[];
  /** Links that lead out of the repository: what they lead to is somebody else's. */
  readonly outside: readonly string[];
  /** How many manifests, and folders that may have some, a `.gitignore` has left out. */
  readonly ignored: { readonly files: number; readonly folders: number };
  /** How many files `exclude` has left out. */
  readonly excluded: number;
}

/**
 * The files to check: a file that is named always, in a folder every `.yaml` and `.yml` that no
 * `.gitignore` names. What is found and cannot be read is among them, a folder too: who reads it
 * says why. Throws a `UserError` for a path that does not exist or may not be read.
 */
export async function findManifests(
  paths: readonly string[],
  exclude: (file: string) => boolean,
  signal: AbortSignal,
): Promise<FoundManifests> {
  const files = new Set<string>();
  const outside: string[] = [];
  const ignored = { files: 0, folders: 0 };
  let excluded = 0;
  for (const given of paths) {
    if ((await kindOf(given)) === 'file') files.add(given);
    else
      await walk(await entriesOf(given), given, await ignoreFilesAbove(given), await homeOf(given));
  }
  return { files: [...files], outside, ignored, excluded };

  async function walk(
    entries: readonly Dirent[],
    folder: string,
    above: readonly IgnoreFile[],
    home: string,
  ): Promise<void> {
    signal.throwIfAborted();
    const own = await ignoreFileOf(folder);
    const ignoreFiles = own ? [...above, own] : above;
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      const isFolder = entry.isDirectory();
      if (entry.name === '.git' || entry.name === 'node_modules') continue;
      if (!isFolder && !/\.ya?ml$/i.test(entry.name)) continue;
      if (isIgnored(file, isFolder, ignoreFiles)) ignored[isFolder ? 'folders' : 'files']++;
      else if (isFolder) {
        const inside = await entriesOf(file).catch(() => undefined);
        if (inside) await walk(inside, file, ignoreFiles, home);
        else files.add(file);
      } else if (exclude(file)) excluded++;
      else if (!entry.isSymbolicLink()) files.add(file);
      else await follow(file, home);
    }
  }

  /** One to a folder is none to a manifest; one that leads nowhere cannot be read, and is found. */
  async function follow(link: string, home: string): Promise<void> {
    const target = await realpath(link).catch(() => undefined);
    if (target === undefined) files.add(link);
    else if (!isWithin(home, target)) outside.push(link);
    else if (!(await stat(target)).isDirectory()) files.add(link);
  }
}

/** What is in a folder, by name. Throws a `UserError` when it cannot be read. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The repository of a folder, else the folder itself, as it is really called. */
async function homeOf(folder: string): Promise<string> {
  return realpath((await repositoryFolder(folder)) ?? folder);
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

async function kindOf(given: string): Promise<'file' | 'folder'> {
  try {
    return (await stat(given)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw unreadable(given, error);
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
