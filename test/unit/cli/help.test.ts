import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const CLI = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.ts');

/** Lines of a terminal as it opens. */
const SCREEN = 24;

describe('The help of aks-sandbox', () => {
  const CASES: readonly (readonly [args: readonly string[], usage: RegExp])[] = [
    [['--help'], /^Usage: aks-sandbox COMMAND /],
    [['help'], /^Usage: aks-sandbox COMMAND /],
    [['verify', '--help'], /^Usage: aks-sandbox verify /],
    [['lint', '-h'], /^Usage: aks-sandbox lint /],
    [['doctor', '--help'], /^Usage: aks-sandbox doctor /],
    [['policy', '--help'], /^Usage: aks-sandbox policy /],
    [['gvisor', '--help'], /^Usage: aks-sandbox gvisor manifest /],
    [['gvisor', 'manifest', '--help'], /^Usage: aks-sandbox gvisor manifest /],
  ];
  for (const [args, usage] of CASES) {
    it(`of ${args.join(' ')} begins with its own usage`, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args]);
      assert.match(stdout, usage);
      assert.equal(stdout.match(/^Usage:/gm)?.length, 1);
    });
  }

  it('is one screen as a whole', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, '--help']);
    assert.ok(stdout.split('\n').length <= SCREEN);
  });
});
