import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectRoot } from './projectPaths.ts';

/**
 * Builds the extension as `npm run build` does; `--debug` adds source maps.
 * @throws with what the build said when it fails
 */
export async function buildExtension(...flags: readonly '--debug'[]): Promise<void> {
  const shell = process.platform === 'win32'; // npm is a batch file there
  const options = { cwd: projectRoot, shell };
  await promisify(execFile)('npm', ['run', 'build', '--', ...flags], options).catch(
    (error: unknown) => {
      throw new Error(`The extension could not be built:\n${saidBy(error)}`, { cause: error });
    },
  );
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) return String(error);
  return `${String(error.stdout)}${String(error.stderr)}`;
}
