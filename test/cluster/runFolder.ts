import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../vscodeHost/process/errorCode.ts';

/**
 * Makes the folder of a cluster's state and writes down that this process owns it. What a killed owner
 * left there is taken down first. Rejects, and touches nothing, where the owner lives or there is none
 * (somebody ran lab/up.sh).
 */
export async function claimRunFolder(run: string, takeDown: () => Promise<void>): Promise<void> {
  if (existsSync(run)) {
    const owner = await readOwner(run);
    if (owner === undefined) throw inUse(run, 'it was started by hand');
    if ((await identityOf(owner.pid)) === owner.identity) {
      throw inUse(run, `process ${owner.pid} uses it`);
    }
    await takeDown();
  }
  await mkdir(run, { recursive: false });
  await writeFile(path.join(run, 'owner'), (await identityOf(process.pid)) ?? '');
}

function inUse(run: string, why: string): Error {
  return new Error(
    `There is a cluster in ${run} already, and ${why}. End it (test/cluster/lab/down.sh), ` +
      'or set AKS_SANDBOX_CLUSTER_RUN to another folder and LAB_INDEX to another number.',
  );
}

async function readOwner(run: string): Promise<{ pid: number; identity: string } | undefined> {
  const identity = await readIfThere(path.join(run, 'owner'));
  return identity === undefined ? undefined : { pid: Number.parseInt(identity, 10), identity };
}

/** Its id and when it started, in clock ticks, as ids are used again; undefined when no such process lives. */
async function identityOf(pid: number): Promise<string | undefined> {
  const stat = await readIfThere(`/proc/${pid}/stat`);
  // The second field, the program's name in brackets, may hold anything: count from its end.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && `${pid} ${fields[19]}`;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}
