import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line of the product on the cluster, with a text to read from its input. */
export function runCli(
  cluster: Pick<Cluster, 'kubeconfig'>,
  args: readonly string[],
  input = '',
): Promise<CliRun> {
  return new Promise((resolve) => {
    const line = [CLI, ...args, '--kubeconfig', cluster.kubeconfig];
    const child = execFile(process.execPath, line, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
