import { glob } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const folder = import.meta.dirname;

/**
 * Bundles every test file of this folder into one file that VS Code can call, and returns their names.
 * There is no source map: VS Code formats stacks itself, without one.
 * @throws when there is no test file: a suite that checks nothing does not pass
 */
export async function bundleTests(outfile: string): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of glob('**/*.test.ts', { cwd: folder })) files.push(file);
  files.sort((a, b) => a.localeCompare(b));
  if (files.length === 0) throw new Error(`No test file in ${folder}`);
  await build({
    stdin: { contents: entry(files), resolveDir: folder, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return files;
}

function entry(files: readonly string[]): string {
  const loads = files.map((file) => {
    const name = JSON.stringify(`./${file.split(path.sep).join('/')}`);
    return `[${name}, () => import(${name})],`;
  });
  return [
    `import { runMocha } from './index.ts';`,
    `export const run = () => runMocha([${loads.join('\n')}]);`,
  ].join('\n');
}
