import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { clusterFolders } from '../clusterFolders.ts';
import type { TestRelease } from './releases.ts';

const run = promisify(execFile);

/** An archive for `ctr images import`: the lab's busybox image with a release in it, for nodes without a network. */
export async function carryingImage(
  release: TestRelease,
  name: string,
  folder: string,
): Promise<string> {
  const work = await mkdtemp(path.join(folder, 'image-'));
  const [archive, root] = [path.join(work, 'archive'), path.join(work, 'root')];
  const carried = path.join(root, 'gvisor/x86_64');
  await Promise.all([mkdir(archive), mkdir(carried, { recursive: true })]);
  await run('tar', ['-xf', await busyboxArchive(), '-C', archive]);
  await run('tar', ['-xf', await layerOf(archive), '-C', root]);
  await cp(release.tarball, path.join(carried, 'gvisor.tar.bz2'));
  const out = path.join(folder, 'carrying.tar');
  await run('bash', [
    path.join(import.meta.dirname, '../lab/image/oci.sh'),
    root,
    name,
    out,
    '/bin/sh',
  ]);
  await rm(work, { recursive: true });
  return out;
}

async function busyboxArchive(): Promise<string> {
  const { cache } = clusterFolders();
  const images = (await readdir(cache)).filter((entry) => entry.startsWith('images-')).toSorted();
  return path.join(cache, images.at(-1) ?? '', 'busybox.tar');
}

/** The one layer of an image in an OCI archive. */
async function layerOf(archive: string): Promise<string> {
  const blob = (digest: string) => path.join(archive, 'blobs', digest.replace(':', '/'));
  const read = async <T>(file: string) => JSON.parse(await readFile(file, 'utf8')) as T;
  interface Described {
    readonly digest: string;
  }
  const index = await read<{ manifests: Described[] }>(path.join(archive, 'index.json'));
  const { layers } = await read<{ layers: Described[] }>(blob(index.manifests[0]?.digest ?? ''));
  return blob(layers[0]?.digest ?? '');
}
