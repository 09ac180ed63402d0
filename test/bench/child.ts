import { spawn } from 'node:child_process';
import path from 'node:path';

/** Runs a file of this folder in a process of its own and gives the JSON that it prints last. */
export async function runChild<T>(file: string, args: readonly string[]): Promise<T> {
  const script = path.resolve(import.meta.dirname, file);
  const child = spawn(process.execPath, ['--expose-gc', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}`);
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as T;
}
