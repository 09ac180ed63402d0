import path from 'node:path';

/** A path with `/` between its folders, as git, kustomize and URIs write it. */
export function posixPath(file: string): string {
  return path.sep === '/' ? file : file.split(path.sep).join('/');
}
