import { execFile } from 'node:child_process';
import { access, constants, readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { clusterFolders } from './clusterFolders.ts';

/** What decides whether the cluster can be built and run on this machine. */
export interface MachineFacts {
  readonly platform: NodeJS.Platform;
  readonly uid: number;
  /** The effective capabilities of this process, as a bit set; see capabilities(7). */
  readonly capabilities: bigint;
  /** As Go says it, e.g. `go1.26.8`; absent when there is no Go on the PATH. */
  readonly goVersion?: string;
  readonly missingPrograms: readonly string[];
  readonly missingLibraries: readonly string[];
  readonly hasApt: boolean;
  readonly hasCgroups: boolean;
  readonly cacheFolder: string;
  readonly cacheIsOverlay: boolean;
}

const PROGRAMS = [
  'bash',
  'flock',
  'gcc',
  'ip',
  'mmdebstrap',
  'nsenter',
  'openssl',
  'setpriv',
  'setsid',
  'shellcheck',
  'unshare',
];
const STATIC_LIBRARIES = ['libc.a', 'libseccomp.a'];
/** OVERLAYFS_SUPER_MAGIC of linux/magic.h. */
const OVERLAY = 0x79_4c_76_30;

const run = promisify(execFile);

export async function readMachineFacts(
  env: NodeJS.ProcessEnv = process.env,
): Promise<MachineFacts> {
  const cacheFolder = clusterFolders(env).cache;
  const [
    goVersion,
    capabilities,
    missingPrograms,
    missingLibraries,
    hasApt,
    mounts,
    cacheIsOverlay,
  ] = await Promise.all([
    readGoVersion(env),
    readCapabilities(),
    missingOf(PROGRAMS, (name) => isOnPath(name, env)),
    missingOf(STATIC_LIBRARIES, (name) => isLinkable(name, env)),
    isOnPath('apt-get', env),
    readOr('/proc/mounts', ''),
    liesOnOverlay(cacheFolder),
  ]);
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? -1,
    capabilities,
    ...(goVersion !== undefined && { goVersion }),
    missingPrograms,
    missingLibraries,
    hasApt,
    hasCgroups: / \/sys\/fs\/cgroup(\/\S+)? cgroup2? /.test(mounts),
    cacheFolder,
    cacheIsOverlay,
  };
}

async function readGoVersion(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'], {
      env: { ...env, GOTOOLCHAIN: 'local' },
    });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

async function readCapabilities(): Promise<bigint> {
  const digits = /^CapEff:\s*([0-9a-f]+)$/m.exec(await readOr('/proc/self/status', ''))?.[1];
  return BigInt(`0x${digits ?? '0'}`);
}

async function missingOf(
  names: readonly string[],
  isThere: (name: string) => Promise<boolean>,
): Promise<string[]> {
  const found = await Promise.all(names.map(isThere));
  return names.filter((_, index) => !found[index]);
}

async function isOnPath(program: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const found = await Promise.all(
    folders.map((folder) => isExecutable(path.join(folder, program))),
  );
  return found.includes(true);
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether gcc finds the library: it answers with the bare name when not. */
async function isLinkable(library: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    const { stdout } = await run('gcc', [`-print-file-name=${library}`], { env });
    return path.isAbsolute(stdout.trim());
  } catch {
    return false;
  }
}

/** Asks the folder, or while it does not exist the nearest one above it that does. */
async function liesOnOverlay(folder: string): Promise<boolean> {
  try {
    return (await statfs(folder)).type === OVERLAY;
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? false : liesOnOverlay(parent);
  }
}

async function readOr(file: string, otherwise: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return otherwise;
  }
}
