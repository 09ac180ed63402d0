import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cacheRoot } from '../cache/cacheLayout.ts';
import { publish } from '../cache/publish.ts';

/** A browser to start, and what it needs in its environment. */
export interface Chromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folders of fonts that come with it. */
  readonly fonts: readonly string[];
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium for the workbench: `AKS_SANDBOX_CHROMIUM`, else the headless one inside the npm package
 * @sparticuz/chromium (Linux x64), else one on PATH.
 * @throws when there is none
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
  const given = env['AKS_SANDBOX_CHROMIUM'];
  if (given) return { executable: given, env: {}, fonts: [] };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium(env);
  const folders = (env['PATH'] ?? '').split(path.delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const executable = candidates.find((file) => existsSync(file));
  if (!executable) {
    throw new Error('No Chromium on PATH: install one or set AKS_SANDBOX_CHROMIUM to its path.');
  }
  return { executable, env: {}, fonts: [] };
}

async function unpackedChromium(env: NodeJS.ProcessEnv): Promise<Chromium> {
  const dir = path.join(cacheRoot(env), `chromium-${await packageVersion()}`);
  const executable = path.join(dir, 'chromium');
  if (!existsSync(executable)) await publish(dir, 'chromium', unpackInto);
  const own = path.join(dir, 'al2023/lib');
  const inherited = env['LD_LIBRARY_PATH'];
  return {
    executable,
    env: { LD_LIBRARY_PATH: inherited ? `${own}:${inherited}` : own },
    fonts: [path.join(dir, 'fonts/fonts')],
  };
}

async function packageVersion(): Promise<string> {
  const main = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const text = await readFile(path.join(main, '../../../package.json'), 'utf8');
  const manifest: { version: string } = JSON.parse(text);
  return manifest.version;
}

/**
 * The package unpacks into the temporary directory, and the libraries it needs beyond glibc (nss, nspr,
 * expat) only where it believes to be on AWS Lambda; hence a process of its own with both set.
 */
async function unpackInto(dir: string): Promise<void> {
  const program = `await (await import('@sparticuz/chromium')).default.executablePath()`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: dir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
}
