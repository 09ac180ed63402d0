import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from '../../net/proxy.ts';

/**
 * The path of a program in the folders of the PATH; `undefined` where none has it. A folder that is
 * named relative to the current one does not count: what lies in a repository is not run.
 */
export function findProgram(name: string, environment: Environment): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
