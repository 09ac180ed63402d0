import type { Evidence } from '../../model/isolation/checkResult.ts';

/**
 * What the kernel files and `uname` of one container said; each part is absent when it could not be
 * read.
 */
export interface KernelReading {
  readonly container: string;
  /** What `uname -r` printed: the program belongs to the image and may say anything. */
  readonly uname?: string;
  /** The line of `/proc/version`. */
  readonly procVersion?: string;
  /** The line of `/proc/cmdline`. */
  readonly cmdline?: string;
  /** True when `/proc/gvisor/kernel_is_gvisor` exists. */
  readonly marker?: boolean;
}

export const MARKER_FILE = '/proc/gvisor/kernel_is_gvisor';

/**
 * Commands that read the kernel, in the order of evidence. Programs and arguments, never a shell.
 */
export const UNAME = ['uname', '-r'] as const;
export const CAT_PROC = ['cat', '/proc/version', '/proc/cmdline', MARKER_FILE] as const;

const MAX_LINE = 2000;

/** Reads what `uname -r` printed; empty when it is no kernel release. */
export function parseUname(stdout: string): string {
  const line = stdout.trim();
  return /^[\w.+~-]{1,128}$/.test(line) ? line : '';
}

/**
 * Reads what `CAT_PROC` printed. The marker is there when cat neither complained about it nor
 * failed. `exitCode` is 1 on every kernel but gVisor's with its marker, so it decides nothing else.
 */
export function parseProc(
  stdout: string,
  stderr: string,
  exitCode: number,
): Omit<KernelReading, 'container'> {
  const lines = stdout.split('\n').map((line) => line.replaceAll('\0', ' ').trim());
  const at = lines.findIndex((line) => line.startsWith('Linux version '));
  if (at < 0) return {};
  const cmdline = lines[at + 1];
  return {
    procVersion: (lines[at] ?? '').slice(0, MAX_LINE),
    ...(cmdline ? { cmdline: cmdline.slice(0, MAX_LINE) } : {}),
    ...(exitCode === 0 && !stderr.includes(MARKER_FILE) ? { marker: true } : {}),
  };
}

/** The kernel release in a line of `/proc/version`. */
export function releaseOf(procVersion: string | undefined): string | undefined {
  return /^Linux version (\S+)/.exec(procVersion ?? '')?.[1];
}

/** A reading as evidence for a report. */
export function evidenceOf(reading: KernelReading): readonly Evidence[] {
  const { container, uname, procVersion, cmdline, marker } = reading;
  const parts: Evidence[] = [];
  if (uname) parts.push({ source: 'uname', container, text: uname });
  if (procVersion) parts.push({ source: 'proc-version', container, text: procVersion });
  if (cmdline) parts.push({ source: 'cmdline', container, text: cmdline });
  if (marker) parts.push({ source: 'marker', container, text: MARKER_FILE });
  return parts;
}
