import { type Evidence, THROUGH_KUBECTL } from '../../model/isolation/checkResult.ts';
import { isBootId } from '../../model/node/virtualNode.ts';

/**
 * What the kernel files and `uname` of one container said; each part is absent when it could not be
 * read.
 */
export interface KernelReading {
  readonly container: string;
  /** Why it was read through `kubectl exec`, as a clause; absent where it was not. */
  readonly throughKubectl?: string;
  /** What `uname -r` printed; asked for only where no kernel file could be read. */
  readonly uname?: string;
  /** The line of `/proc/version`. */
  readonly procVersion?: string;
  /** The line of `/proc/cmdline`. */
  readonly cmdline?: string;
  /**
   * `/proc/sys/kernel/random/boot_id`: which boot of which kernel it is. Linux makes it once for
   * each boot (drivers/char/random.c), gVisor for each mount of its `/proc` (google/gvisor
   * pkg/sentry/fsimpl/proc/tasks_sys.go, 2026-11; older releases may lack it).
   */
  readonly bootId?: string;
  /** True when `/proc/gvisor/kernel_is_gvisor` was there as well. */
  readonly marker?: boolean;
}

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';
const MARKER_FILE = '/proc/gvisor/kernel_is_gvisor';

/**
 * Commands that read the kernel, in the order of evidence. Programs and arguments, never a shell.
 */
export const CAT_PROC = [
  'cat',
  '/proc/version',
  BOOT_ID_FILE,
  '/proc/cmdline',
  MARKER_FILE,
] as const;
export const UNAME = ['uname', '-r'] as const;

const MAX_LINE = 2000;

/** Reads what `uname -r` printed; empty when it is no kernel release. */
export function parseUname(stdout: string): string {
  const line = stdout.trim();
  return /^[\w.+~-]{1,128}$/.test(line) ? line : '';
}

/**
 * Reads what `CAT_PROC` printed. What is there is told by what was read: `cat` ends with 1 wherever
 * one file is missing, and a runtime may put its complaints into stdout.
 */
export function parseProc(
  stdout: string,
  stderr: string,
  exitCode: number,
): Omit<KernelReading, 'container'> {
  const lines = stdout
    .split('\n')
    .map((line) => line.replaceAll('\0', ' ').trim())
    .filter((line) => line !== '' && !isComplaint(line));
  const version = lines.find((line) => line.startsWith('Linux version '));
  const bootId = lines.find(isBootId);
  const afterVersion = version === undefined ? [] : lines.slice(lines.indexOf(version) + 1);
  const cmdline = afterVersion.find((line) => line !== bootId);
  const complains = exitCode !== 0 || `${stdout}${stderr}`.includes(MARKER_FILE);
  return {
    ...(version === undefined ? {} : { procVersion: version.slice(0, MAX_LINE) }),
    ...(cmdline === undefined ? {} : { cmdline: cmdline.slice(0, MAX_LINE) }),
    ...(bootId === undefined ? {} : { bootId: bootId.toLowerCase() }),
    ...(isGvisorRelease(releaseOf(version)) && !complains ? { marker: true } : {}),
  };
}

/** A line of `cat` itself: GNU's, BusyBox's and others' begin with its name. */
function isComplaint(line: string): boolean {
  return /^(?:\S*\/)?cat: /.test(line);
}

/** Whether kernel files could be read: by them a kernel is known. */
export function isProof({ procVersion, bootId }: KernelReading): boolean {
  return procVersion !== undefined || bootId !== undefined;
}

/** The kernel release in a line of `/proc/version`. */
export function releaseOf(procVersion: string | undefined): string | undefined {
  return /^Linux version (\S+)/.exec(procVersion ?? '')?.[1];
}

/**
 * Whether a release is one that gVisor alone has: so since release-20260427.0 (google/gvisor
 * pkg/sentry/kernel/version/version.go, 2026-08).
 */
export function isGvisorRelease(release: string | undefined): boolean {
  return release?.endsWith('-gvisor') === true;
}

/** A reading as evidence for a report. */
export function evidenceOf(reading: KernelReading): readonly Evidence[] {
  const { container, throughKubectl, uname, procVersion, cmdline, bootId, marker } = reading;
  const parts: Evidence[] = [];
  if (uname) parts.push({ source: 'uname', container, text: uname });
  if (procVersion) parts.push({ source: 'proc-version', container, text: procVersion });
  if (cmdline) parts.push({ source: 'cmdline', container, text: cmdline });
  if (bootId) parts.push({ source: 'boot-id', container, text: bootId });
  if (marker) parts.push({ source: 'marker', container, text: MARKER_FILE });
  if (throughKubectl) {
    parts.push({ source: 'kubectl', container, text: `${THROUGH_KUBECTL}: ${throughKubectl}` });
  }
  return parts;
}
