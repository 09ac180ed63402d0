import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { posixPath } from '../../files/posixPath.ts';

/** What a report calls standard input. */
export const STDIN_NAME = '<stdin>';

/**
 * A file as code scanning looks for it: from the folder of the repository, with `/`; elsewhere as a
 * whole.
 */
export function reportedPath(file: string, root: string): string {
  return posixPath(insideOf(root, file) ?? path.resolve(file));
}

/** The same as a reference that SARIF takes: what means something in a URI is encoded. */
export function reportedUri(file: string, root: string): string {
  const inside = insideOf(root, file);
  if (inside === undefined) return pathToFileURL(path.resolve(file)).href;
  return posixPath(inside).split('/').map(encodeURIComponent).join('/');
}

function insideOf(root: string, file: string): string | undefined {
  if (file === STDIN_NAME) return file;
  const relative = path.relative(root, path.resolve(file));
  const outside = relative.split(path.sep)[0] === '..' || path.isAbsolute(relative);
  return outside ? undefined : relative;
}
