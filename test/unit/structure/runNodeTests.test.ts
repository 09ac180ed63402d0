import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Counts } from '../../runNodeTests.ts';

const RUNNER = join(import.meta.dirname, '..', '..', 'runNodeTests.ts');

describe('runNodeTests', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-node-tests-'));
    await put('good', '');
    await put('bad', 'throw new Error("always")');
    await put(
      'once',
      `const seen = ${JSON.stringify(join(folder, 'seen'))};
       if (!existsSync(seen)) { writeFileSync(seen, ""); throw new Error("the first time"); }`,
    );
    await writeFile(join(folder, 'dies.test.mjs'), 'process.exit(3);');
  });
  after(() => rm(folder, { recursive: true }));

  /** A file of two tests, the second of which does this. */
  const put = (name: string, body: string) =>
    writeFile(
      join(folder, `${name}.test.mjs`),
      `import { existsSync, writeFileSync } from 'node:fs';
       import { it } from 'node:test';
       it('one', () => {});
       it('two', () => { ${body} });`,
    );
  const run = async (names: readonly string[]): Promise<Counts> => {
    const files = names.map((name) => join(folder, `${name}.test.mjs`));
    const script = join(folder, 'run.mjs');
    await writeFile(
      script,
      `const { runNodeTests } = await import(${JSON.stringify(pathToFileURL(RUNNER).href)});
       const counts = await runNodeTests(${JSON.stringify(files)});
       console.log("\\n" + JSON.stringify(counts));`,
    );
    // Within a test it would run nothing.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const printed = execFileSync(process.execPath, [script], { env });
    return JSON.parse(printed.toString().trimEnd().split('\n').at(-1) ?? '') as Counts;
  };

  it('counts tests, and a file that dies as one', async () => {
    const { passed, failed, failures } = await run(['good', 'bad', 'dies']);
    assert.deepEqual([passed, failed], [3, 2]);
    assert.match(failures?.join('\n') ?? '', /bad\.test\.mjs: two: Error: always/);
  });

  it('runs a file that failed once more, and tells what passed only then', async () => {
    const { passed, failed, failures, unsteady } = await run(['good', 'once', 'bad']);
    assert.deepEqual([passed, failed], [5, 1]);
    assert.match(failures?.join('\n') ?? '', /^[^\n]*bad\.test\.mjs: two: Error: always$/);
    assert.match(unsteady?.join('\n') ?? '', /^[^\n]*once\.test\.mjs: two: Error: the first time$/);
  });

  it('runs none again where many fail', async () => {
    await rm(join(folder, 'seen'));
    for (const name of ['b1', 'b2', 'b3']) await put(name, 'throw new Error("always")');
    const { passed, failed, unsteady } = await run(['once', 'b1', 'b2', 'b3']);
    assert.deepEqual([passed, failed, unsteady], [4, 4, undefined]);
  });
});
