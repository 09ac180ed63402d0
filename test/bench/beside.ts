import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../vscodeHost/projectPaths.ts';
import { besideTable, readFiguresTable } from './figure.ts';

const run = promisify(execFile);

/**
 * Measures this checkout and a commit, built in a worktree of its own, in turn on the same machine, and gives a table
 * of both with ratios. Throws when there is no such commit, or a bench of either fails.
 */
export async function benchBeside(
  commit: string,
  names: readonly string[],
  rounds: number,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-beside-'));
  const worktree = join(folder, 'checkout');
  const git = (...args: string[]) => run('git', args, { cwd: projectRoot });
  await git('worktree', 'add', '--detach', worktree, commit);
  try {
    await installPackages(worktree);
    const own: ReadonlyMap<string, string>[] = [];
    const beside: ReadonlyMap<string, string>[] = [];
    for (let round = 0; round < rounds; round++) {
      own.push(await figuresOf(projectRoot, names));
      beside.push(await figuresOf(worktree, names));
    }
    return besideTable(own, beside, commit);
  } finally {
    await git('worktree', 'remove', '--force', worktree);
    await rm(folder, { recursive: true, force: true });
  }
}

/** The packages of this checkout serve where the lock file is the same one. */
async function installPackages(worktree: string): Promise<void> {
  const lock = (folder: string) => readFile(join(folder, 'package-lock.json'), 'utf8');
  if ((await lock(worktree)) === (await lock(projectRoot))) {
    await symlink(join(projectRoot, 'node_modules'), join(worktree, 'node_modules'), 'junction');
  } else {
    await run('npm', ['ci'], { cwd: worktree });
  }
}

async function figuresOf(
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const child = spawn(process.execPath, ['test/bench/main.ts', ...names], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`The bench in ${folder} ended with ${code}`);
  return readFiguresTable(printed);
}
