import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { projectRoot, resultsFolder } from '../host/projectPaths.ts';

const run = promisify(execFile);
const DIST = join(projectRoot, 'dist');

/** Modules that the product imports at first use, and the built file that each is then. */
const LAZY: readonly (readonly [RegExp, string])[] = [
  [/^undici$/, 'undici.cjs'],
  [/^\.\/sdk\.ts$/, 'kube.cjs'],
  [/^yaml$/, 'yaml.cjs'],
];

/**
 * Bundles a file of this folder with the product's code in it, which loads at first use what the product loads
 * then: from the sources that takes several times as long. Gives the path of the bundle.
 */
export async function bundleAsShipped(file: string): Promise<string> {
  await run(process.execPath, ['esbuild.mjs'], { cwd: projectRoot });
  const outfile = join(resultsFolder, 'bench', `${basename(file, '.ts')}.cjs`);
  await build({
    entryPoints: [join(import.meta.dirname, file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    plugins: [
      {
        name: 'lazy-files',
        setup(bundler) {
          for (const [filter, built] of LAZY) {
            bundler.onResolve({ filter }, () => ({ path: join(DIST, built), external: true }));
          }
        },
      },
    ],
  });
  return outfile;
}
