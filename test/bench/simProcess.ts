import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An embedded cluster in a process of its own, so that what it costs is not counted. */
export interface SimProcess extends AsyncDisposable {
  readonly url: string;
  readonly kubeconfig: string;
}

/** Starts the embedded cluster with these command-line options. */
export async function startSimProcess(args: readonly string[]): Promise<SimProcess> {
  const main = join(import.meta.dirname, '..', 'sim', 'main.ts');
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    void ended.then(() => reject(new Error('The embedded cluster ended')));
  });
  const { kubernetes: url, kubeconfig } = JSON.parse(line) as Record<
    'kubernetes' | 'kubeconfig',
    string
  >;
  return {
    url,
    kubeconfig,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
