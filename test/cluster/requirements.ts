import { type MachineFacts, readMachineFacts } from './machineFacts.ts';

/** The Go that the pinned Kubernetes asks for in its go.mod. */
const GO = { major: 1, minor: 26 } as const;

/** Bits of linux/capability.h. */
const CAPABILITIES = { CAP_NET_ADMIN: 12, CAP_SYS_ADMIN: 21, CAP_MKNOD: 27 } as const;

/** What this machine lacks to build and run the cluster, each in words with the next step; empty when nothing. */
export async function requirements(): Promise<string[]> {
  return missingRequirements(await readMachineFacts());
}

export function missingRequirements(facts: MachineFacts): string[] {
  if (facts.platform !== 'linux') {
    return [
      `Linux: the nodes are Linux namespaces, and this is ${facts.platform}. Run the tests on a Linux machine or in a virtual machine.`,
    ];
  }
  return [
    ...missingRights(facts),
    ...missingGo(facts.goVersion),
    ...missingPackages(facts),
    ...missingKernelParts(facts),
  ];
}

function missingRights({ uid, capabilities }: MachineFacts): string[] {
  if (uid !== 0) return [`Root: this user has id ${uid}. Run the command with sudo.`];
  const lacking = Object.entries(CAPABILITIES)
    .filter(([, bit]) => (capabilities & (1n << BigInt(bit))) === 0n)
    .map(([name]) => name);
  if (lacking.length === 0) return [];
  return [
    `Root's full rights: ${lacking.join(', ')} missing, as in a container. Run on the machine itself, or in a privileged container.`,
  ];
}

function missingGo(version: string | undefined): string[] {
  const wanted = `Go ${GO.major}.${GO.minor} or newer`;
  if (version === undefined) {
    return [`${wanted}: no \`go\` on the PATH. Install Go, and see that root's PATH has it.`];
  }
  const [major = 0, minor = 0] = version.replace(/^go/, '').split('.').map(Number.parseFloat);
  const isNewEnough = major > GO.major || (major === GO.major && minor >= GO.minor);
  return isNewEnough ? [] : [`${wanted}: found ${version}. Install a newer Go.`];
}

function missingPackages({ missingPrograms, missingLibraries, hasApt }: MachineFacts): string[] {
  const missing = [...missingPrograms, ...missingLibraries];
  if (missing.length === 0) return [];
  const next = hasApt
    ? 'Run test/cluster/install.sh as root.'
    : 'Install the packages that test/cluster/install.sh names, as your distribution calls them.';
  return [`Programs and static libraries: no ${missing.join(', ')}. ${next}`];
}

function missingKernelParts({ hasCgroups, cacheFolder, cacheIsOverlay }: MachineFacts): string[] {
  const missing: string[] = [];
  if (!hasCgroups) {
    missing.push('Control groups: none are mounted below /sys/fs/cgroup. Mount them.');
  }
  if (cacheIsOverlay) {
    missing.push(
      `A plain file system: ${cacheFolder} lies on an overlay, on which a node's own overlay cannot lie. ` +
        'Set AKS_SANDBOX_CLUSTER_CACHE to a folder on a disk.',
    );
  }
  return missing;
}
