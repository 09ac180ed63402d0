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
  /** What failed once and passed when its file was run again. It fails no run, and is to be mended. */
  readonly unsteady?: readonly string[];
}

export interface TestRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** A file that takes longer hangs; what comes after it still runs. */
const MAX_MS = 20 * 60_000;

/** Where more files fail it is not the machine. */
const MAX_AGAIN = 3;

/**
 * Runs test files in processes of their own and prints what they say. Tests count, groups of tests
 * do not. A few files that fail are run a second time, by themselves.
 */
export async function runNodeTests(
  files: readonly string[],
  options: TestRun = {},
): Promise<Counts> {
  const first = await runFiles(files, options);
  const again = files.filter((file) => first.get(file)?.failed);
  if (again.length === 0 || again.length > MAX_AGAIN || options.signal?.aborted) {
    return totalOf(first);
  }
  console.log(`\nRun once more: ${again.map(shortName).join(', ')}`);
  const second = await runFiles(again, options);
  const unsteady = again
    .filter((file) => second.get(file)?.failed === 0)
    .flatMap((file) => first.get(file)?.failures ?? []);
  return { ...totalOf(new Map([...first, ...second])), unsteady };
}

type FileCounts = Required<Pick<Counts, 'passed' | 'failed' | 'failures'>>;

/** Runs each file once; what came out, by file. */
async function runFiles(
  files: readonly string[],
  { env, concurrency, signal }: TestRun,
): Promise<ReadonlyMap<string, FileCounts>> {
  const counts = new Map(
    files.map((file) => [file, { passed: 0, failed: 0, failures: [] as string[] }]),
  );
  const stream = run({
    files: [...files],
    concurrency: concurrency ?? cpus().length,
    timeout: MAX_MS,
    env: { ...process.env, ...env },
    ...(signal ? { signal } : {}),
  });
  // A file that dies is reported as a test by its name.
  const countsOf = ({ file, name }: { readonly file?: string; readonly name: string }) =>
    counts.get(file ?? '') ?? counts.get(files.find((one) => one.endsWith(name)) ?? '');
  stream.on('test:pass', (event) => {
    const found = countsOf(event);
    if (found && event.details.type !== 'suite' && !isFile(event.name, files)) found.passed++;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type === 'suite') return;
    const { message, cause } = event.details.error;
    const found = countsOf(event);
    if (!found) throw new Error(`A test of no file failed: ${event.name}`);
    found.failed++;
    found.failures.push(
      `${shortName(event.file ?? '')}: ${event.name}: ${String(cause ?? message)}`,
    );
  });
  for await (const text of stream.compose(spec)) process.stdout.write(String(text));
  return counts;
}

function totalOf(counts: ReadonlyMap<string, FileCounts>): FileCounts {
  const all = [...counts.values()];
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}

function shortName(file: string): string {
  return path.relative(path.join(import.meta.dirname, '..'), file);
}

/** A file without a test of its own is reported as a test by its name. */
function isFile(name: string, files: readonly string[]): boolean {
  return files.some((file) => file.endsWith(name));
}
