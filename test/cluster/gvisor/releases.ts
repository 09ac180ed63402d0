import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { GVisorRelease } from '../../../src/gvisor/manifest/release.ts';
import { clusterFolders } from '../clusterFolders.ts';

const run = promisify(execFile);
/** As Go names the time of a commit; runsc says it, and it can be replaced by another of the same length. */
const COMMIT_TIME = /\d{14}(?=-[0-9a-f]{12}$)/;

/** A release that the tests install: packed from the runsc that the lab was built with. */
export interface TestRelease {
  readonly release: GVisorRelease;
  readonly tarball: string;
}

/** The release of the lab, and one that differs from it by its version alone. Packed once. */
export async function testReleases(): Promise<readonly [TestRelease, TestRelease]> {
  const { cache } = clusterFolders();
  const layers = await readdir(path.join(cache, 'layers'));
  const layer = layers.find((name) => /^gvisor-v[^.]+\.\d+\.\d+-\d{14}-[0-9a-f]{12}$/.test(name));
  if (layer === undefined) throw new Error('The lab has built no gVisor');
  const programs = path.join(cache, 'layers', layer, 'usr/local/bin');
  const version = layer.slice('gvisor-'.length);
  const later = version.replace(COMMIT_TIME, (time) => String(BigInt(time) + 1n));
  return [await packed(programs, version, version), await packed(programs, version, later)];
}

async function packed(programs: string, version: string, as: string): Promise<TestRelease> {
  const folder = path.join(clusterFolders().cache, 'gvisor-releases');
  const tarball = path.join(folder, `${as}.tar.bz2`);
  await mkdir(folder, { recursive: true });
  if (!(await exists(tarball))) {
    const work = await mkdtemp(path.join(folder, 'work-'));
    for (const name of ['runsc', 'containerd-shim-runsc-v1']) {
      const file = path.join(work, name);
      await cp(path.join(programs, name), file);
      if (as !== version) await replaceInFile(file, version, as);
    }
    await run('tar', ['-cjf', `${tarball}.part`, '-C', work, 'runsc', 'containerd-shim-runsc-v1']);
    await rename(`${tarball}.part`, tarball);
    await rm(work, { recursive: true });
  }
  return { release: { name: as, sha512: { x86_64: await sha512(tarball) } }, tarball };
}

/** A tarball whose programs are for another architecture. */
export async function foreignRelease(folder: string, name: string): Promise<TestRelease> {
  const header = Buffer.alloc(64);
  header.write('\u007fELF\u0002\u0001\u0001', 'latin1');
  header.writeUInt16LE(0xb7, 18); // EM_AARCH64
  for (const program of ['runsc', 'containerd-shim-runsc-v1']) {
    await writeFile(path.join(folder, program), header, { mode: 0o755 });
  }
  const tarball = path.join(folder, 'foreign.tar.bz2');
  await run('tar', ['-cjf', tarball, '-C', folder, 'runsc', 'containerd-shim-runsc-v1']);
  return { release: { name, sha512: { x86_64: await sha512(tarball) } }, tarball };
}

async function sha512(file: string): Promise<string> {
  return createHash('sha512')
    .update(await readFile(file))
    .digest('hex');
}

async function replaceInFile(file: string, from: string, to: string): Promise<void> {
  const bytes = await readFile(file);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  await writeFile(file, bytes);
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
