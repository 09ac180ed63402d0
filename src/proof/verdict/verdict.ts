import type { Verdict } from '../../model/isolation/checkResult.ts';
import { type Isolation, isolationOf } from '../../model/isolation/isolation.ts';
import { type KernelReading, releaseOf } from '../reading/reading.ts';

/** What is known of the node that a pod runs on. */
export interface NodeFacts {
  readonly name: string;
  /** Its kernel release, read after the pod's. */
  readonly kernel: string;
  /** True when the node's boot id was the same before and after the pod was read. */
  readonly sameBoot: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** The kernel release that was believed. */
  readonly kernel: string | undefined;
  /** Why, as a clause for a report. */
  readonly reason: string;
}

/**
 * True when kernel files say gVisor: the release ends in `-gvisor` (since release-20260427.0), the
 * boot command line names it, the marker file exists, or release and build date are those of all
 * older releases. `4.4.0` alone proves nothing: real kernels have that number. Source:
 * google/gvisor pkg/sentry/kernel/version/version.go, pkg/sentry/fsimpl/proc/tasks_files.go
 * (2026-08).
 */
export function saysGvisor(reading: KernelReading): boolean {
  const release = releaseOf(reading.procVersion);
  return (
    reading.marker === true ||
    release?.endsWith('-gvisor') === true ||
    /^BOOT_IMAGE=\/vmlinuz-[\d.]+-gvisor\b/.test(reading.cmdline ?? '') ||
    (release === '4.4.0' && /Jan 10 15:06:54 PST 2016/.test(reading.procVersion ?? ''))
  );
}

/**
 * Judges one container's reading. What `/proc` says counts more than `uname`, which an image can
 * fake and which alone never proves gVisor. A VM is only believed behind a known VM handler, on a
 * node that was read after the pod and has not rebooted.
 */
export function judge(
  reading: KernelReading,
  node: NodeFacts | undefined,
  handler: string | undefined,
): Judgement {
  const fromProc = releaseOf(reading.procVersion);
  const kernel = fromProc ?? reading.uname;
  const result = (verdict: Verdict, reason: string): Judgement => ({ verdict, kernel, reason });
  if (kernel === undefined) return result('indeterminate', 'the kernel could not be read');

  const faked = fromProc !== undefined && reading.uname !== undefined && reading.uname !== fromProc;
  const note = faked ? ` (uname says ${reading.uname}, which the image may have faked)` : '';

  if (saysGvisor(reading)) {
    if (node && (fromProc === node.kernel || (faked && reading.uname === node.kernel))) {
      return result(
        'indeterminate',
        `the kernel files say gVisor, but ${faked ? 'uname' : 'the release'} is that of the node: one of them is not true`,
      );
    }
    return result('gvisor', `the kernel files are gVisor's${note}`);
  }
  if (node && kernel === node.kernel) {
    return result('host-kernel', `the pod's kernel is that of its node${note}`);
  }
  if (fromProc === undefined && kernel.endsWith('-gvisor')) {
    return result(
      'indeterminate',
      'uname says gVisor, but /proc could not be read and uname alone can be faked',
    );
  }
  if (fromProc === undefined && kernel === '4.4.0') {
    return result(
      'indeterminate',
      'uname says 4.4.0, which old gVisor and real kernels say, and /proc could not be read',
    );
  }
  return { kernel, ...judgeOther(node, handler, note) };
}

/** A kernel that is neither gVisor's nor the node's. */
function judgeOther(
  node: NodeFacts | undefined,
  handler: string | undefined,
  note: string,
): Omit<Judgement, 'kernel'> {
  if (!node) {
    return { verdict: 'indeterminate', reason: 'the node could not be read to compare with' };
  }
  if (node.kernel === '') {
    return { verdict: 'indeterminate', reason: `the node ${node.name} does not tell its kernel` };
  }
  if (!node.sameBoot) {
    return {
      verdict: 'indeterminate',
      reason: `the node ${node.name} rebooted during the check: check again`,
    };
  }
  const isolation: Isolation = handler === undefined ? 'unknown' : isolationOf(handler);
  if (isolation === 'kata') {
    return { verdict: 'vm', reason: `the pod has a kernel of its own behind a VM handler${note}` };
  }
  const why =
    handler === undefined
      ? 'its handler is not known'
      : `its handler "${handler}" is not known to start VMs`;
  return {
    verdict: 'indeterminate',
    reason: `the pod's kernel is neither gVisor's nor that of its node, but ${why}${note}`,
  };
}

/**
 * The order in which a judgement of one container outweighs that of another: what breaks the claim
 * first.
 */
const WEIGHT: readonly Verdict[] = [
  'host-kernel',
  'vm',
  'gvisor',
  'indeterminate',
  'not-applicable',
];

/**
 * Judges a pod by what was read in its containers, which share one sandbox: where one could read
 * its kernel files, what the images of others say by `uname` counts no more.
 */
export function judgePod(
  readings: readonly KernelReading[],
  node: NodeFacts | undefined,
  handler: string | undefined,
): Judgement {
  const proven = readings.filter(({ procVersion }) => procVersion !== undefined);
  const telling = proven.length > 0 ? proven : readings;
  return combine(telling.map((reading) => judge(reading, node, handler)));
}

/** One judgement for a pod out of those of its containers. */
function combine(judgements: readonly Judgement[]): Judgement {
  const sorted = judgements.toSorted(
    (a, b) => WEIGHT.indexOf(a.verdict) - WEIGHT.indexOf(b.verdict),
  );
  const [first] = sorted;
  if (!first) {
    return { verdict: 'indeterminate', kernel: undefined, reason: 'no container could be read' };
  }
  const told = new Set(
    judgements.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'indeterminate'),
  );
  if (told.size > 1) {
    return {
      verdict: 'indeterminate',
      kernel: first.kernel,
      reason: `its containers say different things (${[...told].join(', ')}), though they share one sandbox`,
    };
  }
  return first;
}
