import { cpus } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/** How many tests passed and failed; a file that dies counts as one failure. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, as far as it is known. */
  readonly failures?: readonly string[];
}

/** A file that takes longer hangs; what comes after it still runs. */
const MAX_MS = 20 * 60_000;

/** Runs test files in processes of their own and prints what they say. Tests count, groups of tests do not. */
export async function runNodeTests(
  files: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly concurrency?: number;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Counts> {
  const counts = { passed: 0, failed: 0, failures: [] as string[] };
  const stream = run({
    files: [...files],
    concurrency: options.concurrency ?? cpus().length,
    timeout: MAX_MS,
    env: { ...process.env, ...options.env },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  stream.on('test:pass', (event) => {
    if (event.details.type !== 'suite' && !isFile(event.name, files)) counts.passed++;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type === 'suite') return;
    counts.failed++;
    const { message, cause } = event.details.error;
    const where = path.relative(path.join(import.meta.dirname, '..'), event.file ?? '');
    counts.failures.push(`${where}: ${event.name}: ${String(cause ?? message)}`);
  });
  for await (const text of stream.compose(spec)) process.stdout.write(String(text));
  return counts;
}

/** A file without a test of its own is reported as a test by its name. */
function isFile(name: string, files: readonly string[]): boolean {
  return files.some((file) => file.endsWith(name));
}
