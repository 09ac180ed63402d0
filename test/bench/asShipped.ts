import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../vscodeHost/projectPaths.ts';

const run = promisify(execFile);

/**
 * Builds a file of this folder together with the product, whose code in it then loads at first use what the product
 * loads then: from the sources that takes several times as long. Gives the path of what was built.
 */
export async function buildAsShipped(file: string): Promise<string> {
  const source = join(import.meta.dirname, file);
  await run(process.execPath, ['esbuild.mjs', source], { cwd: projectRoot });
  return join(projectRoot, 'dist', `${basename(file, '.ts')}.cjs`);
}
