import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';

/** A test file, bundled but not yet evaluated: its name and what evaluates it. */
export type TestFile = readonly [file: string, load: () => Promise<unknown>];

/** Longer than any step that waits for a cluster, shorter than a person's patience. */
const TIMEOUT_MS = 30_000;

/**
 * Runs the test files inside the extension host and writes the counts to `AKS_SANDBOX_TEST_RESULTS`.
 * `AKS_SANDBOX_TEST_GREP` narrows to tests whose title matches.
 * @throws when a test failed
 */
export async function runMocha(files: readonly TestFile[]): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TIMEOUT_MS,
    color: process.env['FORCE_COLOR'] === '1',
    forbidOnly: process.env['CI'] !== undefined,
    forbidPending: true,
    ...grep(process.env['AKS_SANDBOX_TEST_GREP']),
  });
  for (const [file, load] of files) {
    // The interface's functions (describe, it, …) belong to the file that is evaluated next.
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await load();
  }
  const { passes, failures } = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
      else reject(new Error('mocha counted nothing'));
    });
  });
  const results = process.env['AKS_SANDBOX_TEST_RESULTS'];
  if (results) await writeFile(results, JSON.stringify({ passed: passes, failed: failures }));
  if (failures > 0) throw new Error(`${failures} of ${passes + failures} tests failed`);
}

function grep(pattern: string | undefined): { grep?: string } {
  return pattern ? { grep: pattern } : {};
}
