import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type LabScript = 'build' | 'up' | 'down' | 'node' | 'apiserver' | 'kwok' | 'logs';

const LAB = path.join(import.meta.dirname, 'lab');
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs a script of the lab with its output in the terminal. In a session of its own, so that Ctrl+C reaches
 * this process alone, which decides; an aborted signal ends the script with all it waits for.
 * Rejects when the script fails.
 */
export async function runLabScript(
  script: LabScript,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const child = spawn(path.join(LAB, `${script}.sh`), args, {
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  };
  signal?.addEventListener('abort', end, { once: true });
  try {
    const [code, ended] = (await once(child, 'exit')) as [number | null, string | null];
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(`lab/${script}.sh ended with ${ended ?? `status ${code}`}.`);
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** Runs a program, by default with no input, and resolves to its standard output. Rejects with what it said. */
export function outputOf(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      { env, maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else
          reject(new Error(`${path.basename(file)} ${args.join(' ')}: ${stderr || error.message}`));
      },
    );
    // A program that does not read its input may end before it is written.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

export function labScriptPath(script: LabScript): string {
  return path.join(LAB, `${script}.sh`);
}
