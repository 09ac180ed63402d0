import type { Verdict } from '../../model/isolation/checkResult.ts';
import { isolationOf } from '../../model/isolation/isolation.ts';
import { isGvisorRelease, type KernelReading, releaseOf } from '../reading/reading.ts';
import type { NodeFacts } from './nodeFacts.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** The kernel release that was believed. */
  readonly kernel: string | undefined;
  /** Why, as a clause for a report. */
  readonly reason: string;
}

type Opinion = Omit<Judgement, 'kernel'>;

/**
 * True when kernel files say gVisor: the release ends in `-gvisor`, the boot command line names it,
 * or release and build date are those of all older releases. `4.4.0` alone proves nothing: real
 * kernels have that number. The marker file counts with the release alone, which says it already.
 * Source: google/gvisor pkg/sentry/kernel/version/version.go, pkg/sentry/fsimpl/proc/tasks_files.go
 * (2026-08).
 */
function saysGvisor({ procVersion, cmdline }: KernelReading): boolean {
  const release = releaseOf(procVersion);
  return (
    isGvisorRelease(release) ||
    /^BOOT_IMAGE=\/vmlinuz-[\d.]+-gvisor\b/.test(cmdline ?? '') ||
    (release === '4.4.0' && /Jan 10 15:06:54 PST 2016/.test(procVersion ?? ''))
  );
}

/**
 * Judges one container's reading. Its boot id beside that of the node decides whose kernel it is:
 * equal, it is the node's, whatever versions say; different, it is another one. Where there is no
 * id, releases are compared, and a bare `uname` proves no gVisor. A VM is only believed behind a
 * known VM handler. Source: Linux drivers/char/random.c; kubelet's `status.nodeInfo.bootID`
 * (2026-11).
 */
export function judge(
  reading: KernelReading,
  node: NodeFacts | undefined,
  handler: string | undefined,
): Judgement {
  const kernel = releaseOf(reading.procVersion) ?? reading.uname;
  if (kernel === undefined && reading.bootId === undefined) {
    return { kernel, ...open('the kernel could not be read') };
  }
  const compared = { ...reading, release: kernel ?? '' };
  return { kernel, ...opinionOf(compared, node, handler) };
}

interface Compared extends KernelReading {
  readonly release: string;
}

function opinionOf(
  reading: Compared,
  node: NodeFacts | undefined,
  handler: string | undefined,
): Opinion {
  const isGvisor = saysGvisor(reading);
  if (node?.notReal !== undefined) {
    const said = isGvisor ? "the kernel files are gVisor's, but " : '';
    return open(
      `${said}the node ${node.name} has no kernel to compare with (${node.notReal}), so nothing is proved`,
    );
  }
  if (node && reading.bootId !== undefined) {
    return byBootId(reading, reading.bootId, node, handler, isGvisor);
  }
  return isGvisor ? gvisorByFiles(reading, node) : byRelease(reading, node, handler);
}

function byBootId(
  { release }: Compared,
  bootId: string,
  node: NodeFacts,
  handler: string | undefined,
  isGvisor: boolean,
): Opinion {
  if (node.bootIds.includes(bootId)) {
    const but = isGvisor ? ', though its kernel files say gVisor' : differently(release, node);
    return is('host-kernel', `the pod's kernel is that of its node, by its boot id${but}`);
  }
  if (isGvisor) {
    return is('gvisor', "the kernel files are gVisor's, and its boot id is not the node's");
  }
  return node.unsettled === undefined ? ownKernel(handler) : open(node.unsettled);
}

function differently(release: string, { kernel }: NodeFacts): string {
  return release === '' || release === kernel
    ? ''
    : `, though it calls itself ${release} and the node ${kernel}`;
}

/** gVisor's marks, where no boot id can be compared. */
function gvisorByFiles({ release }: Compared, node: NodeFacts | undefined): Opinion {
  return node && release === node.kernel
    ? open('the kernel files say gVisor, but the release is that of the node: one is not true')
    : is('gvisor', "the kernel files are gVisor's");
}

/** Where no boot id can be compared. */
function byRelease(
  { release, procVersion }: Compared,
  node: NodeFacts | undefined,
  handler: string | undefined,
): Opinion {
  if (node && release !== '' && release === node.kernel) {
    return is('host-kernel', "the pod's kernel is that of its node");
  }
  if (procVersion === undefined && isGvisorRelease(release)) {
    return open('uname says gVisor, but /proc could not be read and uname alone can be faked');
  }
  if (procVersion === undefined && release === '4.4.0') {
    return open(
      'uname says 4.4.0, which old gVisor and real kernels say, and /proc could not be read',
    );
  }
  if (!node) return open('the node could not be read to compare with');
  if (node.kernel === '') return open(`the node ${node.name} does not tell its kernel`);
  return node.unsettled === undefined ? ownKernel(handler) : open(node.unsettled);
}

/** A kernel that is neither gVisor's nor the node's. */
function ownKernel(handler: string | undefined): Opinion {
  if (handler !== undefined && isolationOf(handler) === 'kata') {
    return is('vm', 'the pod has a kernel of its own behind a VM handler');
  }
  const why =
    handler === undefined
      ? 'its handler is not known'
      : `its handler "${handler}" is not known to start VMs`;
  return open(`the pod has a kernel of its own, of an unknown kind: ${why}`);
}

function is(verdict: Verdict, reason: string): Opinion {
  return { verdict, reason };
}

function open(reason: string): Opinion {
  return { verdict: 'indeterminate', reason };
}
