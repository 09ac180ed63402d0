import { plainText } from '../../base/text/plainText.ts';
import type { ExecResult } from '../../kube/exec/exec.ts';
import type { ContainerExec, ContainerExecResult } from '../../kube/kubectl/containerExec.ts';
import { withRetry } from '../../net/retry.ts';
import { CAT_PROC, isProof, type KernelReading, parseProc, parseUname, UNAME } from './reading.ts';

const MAX_OUTPUT_BYTES = 64 * 1024;

export interface Probe {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** When to give up, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

export interface Probed {
  readonly reading: KernelReading;
  /** Why parts could not be read, one clause a command. */
  readonly obstacles: readonly string[];
}

/**
 * Asks one container for its kernel by commands that only read: by one, and by a second only where
 * the first told nothing. Throws when the API server refuses.
 */
export async function probeContainer(containers: ContainerExec, probe: Probe): Promise<Probed> {
  const { container } = probe;
  const cat = await run(containers, probe, CAT_PROC);
  const exitCode = cat.end.kind === 'exited' ? cat.end.code : undefined;
  const reading = {
    ...readOf(container, cat),
    ...(exitCode === undefined ? {} : parseProc(cat.stdout, cat.stderr, exitCode)),
  };
  if (isProof(reading)) return { reading, obstacles: [] };
  const obstacles = [obstacle('cat', cat)];
  if (cat.end.kind !== 'exited' && cat.end.kind !== 'not-started') return { reading, obstacles };
  const uname = await run(containers, probe, UNAME);
  const release = ended(uname) ? parseUname(uname.stdout) : '';
  if (release !== '')
    return { reading: { ...readOf(container, uname), uname: release }, obstacles };
  return { reading, obstacles: [...obstacles, obstacle('uname', uname)] };
}

function readOf(
  container: string,
  { throughKubectl }: ContainerExecResult,
): Pick<KernelReading, 'container' | 'throughKubectl'> {
  return { container, ...(throughKubectl === undefined ? {} : { throughKubectl }) };
}

function run(
  containers: ContainerExec,
  probe: Probe,
  argv: readonly string[],
): Promise<ContainerExecResult> {
  const { namespace, pod, container, deadline, signal } = probe;
  const exec = () =>
    containers.run({
      namespace,
      pod,
      container,
      argv,
      timeoutMs: Math.max(1, deadline - Date.now()),
      largestOutput: MAX_OUTPUT_BYTES,
      signal,
    });
  return withRetry(exec, signal, deadline);
}

function ended({ end }: ExecResult): boolean {
  return end.kind === 'exited' && end.code === 0;
}

/** Why a command gave nothing to go by. */
export function obstacle(program: string, { end, stderr }: ExecResult): string {
  switch (end.kind) {
    case 'timeout':
      return `${program} did not end in time`;
    case 'cut':
      return `the connection was cut while ${program} ran`;
    case 'flood':
      return `${program} printed far too much`;
    case 'not-started':
      return /not found|no such file/i.test(end.message)
        ? `the image has no ${program}`
        : `${program} could not be started: ${plainText(end.message, 200)}`;
    case 'exited': {
      // 126 and 127: what a runtime or shell exits with when there is no such program.
      if (end.code === 126 || end.code === 127) return `the image has no ${program}`;
      const said = plainText(stderr.trim().split('\n').at(-1) ?? '', 120);
      return end.code === 0
        ? `${program} printed nothing that names a kernel`
        : `${program} failed (exit code ${end.code})${said === '' ? '' : `: ${said}`}`;
    }
  }
}
