import { spawn } from 'node:child_process';
import { once } from 'node:events';

const FLAGS = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-engine-strict',
  '--loglevel=error',
];

/**
 * Runs `npm install` in a folder without any install script.
 * @throws with all that npm said when it fails
 */
export async function npmInstall(cwd: string, args: readonly string[]): Promise<void> {
  const child = spawn('npm', ['install', ...args, ...FLAGS], {
    cwd,
    env: withoutNpmSettings(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => said.push(data));
  child.stderr.on('data', (data: Buffer) => said.push(data));
  await once(child, 'close');
  if (child.exitCode === 0) return;
  const output = Buffer.concat(said).toString();
  const status = child.exitCode ?? child.signalCode;
  throw new Error(`npm install ${args.join(' ')} failed (${status}):\n${output}`);
}

/**
 * The settings `npm run` hands down speak of the project (its prefix, its omitted kinds), not of the
 * folder installed here. Those for reaching the registry stay.
 */
function withoutNpmSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept =
    /^npm_config_(registry|.*proxy|cafile|ca|strict_ssl|userconfig|globalconfig|cache)$/i;
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_config_/i.test(name) || kept.test(name)),
  );
}
