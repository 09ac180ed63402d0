import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../process/errorCode.ts';

/**
 * Makes a folder beside its place and moves it there when it is whole, so that nobody meets half of it.
 * `finished` is a path relative to the folder that tells a whole one. Where another process was
 * faster, its folder is kept. What killed processes left behind is removed.
 */
export async function publish(
  dir: string,
  finished: string,
  make: (part: string) => Promise<void>,
): Promise<void> {
  const isWhole = () => existsSync(path.join(dir, finished));
  await removeAbandoned(dir);
  const part = `${dir}.part-${process.pid}`;
  await mkdir(part, { recursive: true });
  try {
    await make(part);
    if (isWhole()) return;
    await rm(dir, { recursive: true, force: true });
    await rename(part, dir);
  } catch (error) {
    if (!isWhole()) throw error;
  } finally {
    await rm(part, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function removeAbandoned(dir: string): Promise<void> {
  const prefix = `${path.basename(dir)}.part-`;
  const siblings = await readdir(path.dirname(dir)).catch(() => []);
  const abandoned = siblings.filter((name) => {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : undefined;
    return pid !== undefined && (pid === process.pid || !isRunning(pid));
  });
  await Promise.all(
    abandoned.map((name) => rm(path.join(path.dirname(dir), name), { recursive: true })),
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
