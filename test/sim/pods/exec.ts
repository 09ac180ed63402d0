import type { Cluster } from '../cluster.ts';
import type { Pod } from '../kube/pod.ts';
import { internalError, type Status } from '../kube/statusError.ts';
import { commandHost } from './containerProcess.ts';
import { runCommand, type CommandHost, type CommandResult } from './command.ts';
import type { ExecStream } from './execStream.ts';
import { catSession, type SessionEnds, ShellSession } from './shellSession.ts';
import { idOf } from './podStatus.ts';

type ExecStatus = Omit<Status, 'kind' | 'apiVersion'>;

export interface ExecRequest {
  readonly pod: Pod;
  readonly container: string;
  readonly command: readonly string[];
  /** Whether the client writes. */
  readonly stdin: boolean;
  /** Which of the output streams the client takes. */
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** A terminal ends its lines with a carriage return. */
  readonly tty: boolean;
}

const SLOW_STEP_MS = 400;
const FLOOD_CHUNK = 'x'.repeat(63).concat('\n').repeat(512);
const FLOOD_PAUSE_ABOVE_BYTES = 1024 * 1024;

/** Runs a command in a container and speaks over the stream until it ends. */
export function runExec(cluster: Cluster, exec: ExecRequest, stream: ExecStream): void {
  const ofContainer = commandHost(cluster.runtimes, exec.pod, exec.container);
  const host = { ...ofContainer, hasStdin: exec.stdin };
  stream.open(exec.stdout ? 'stdout' : exec.stderr ? 'stderr' : 'error');
  switch (host.profile) {
    case 'hang':
      return;
    case 'flood':
      flood(cluster, stream);
      return;
    case 'cutShort':
      stream.write('stdout', outputOf(exec, host).slice(0, 4));
      cluster.timers.after(20, () => stream.cut());
      return;
    case 'slow':
      cluster.timers.after(SLOW_STEP_MS, () => finish(exec, host, stream));
      return;
    default:
      finish(exec, host, stream);
  }
}

function outputOf(exec: ExecRequest, host: CommandHost): string {
  const result = runCommand(exec.command, host);
  return result.kind === 'notStarted' ? '' : result.stdout;
}

function finish(exec: ExecRequest, host: CommandHost, stream: ExecStream): void {
  const result = runCommand(exec.command, host);
  if (result.kind !== 'notStarted') {
    const shown = exec.tty ? result.stdout.replaceAll('\n', '\r\n') : result.stdout;
    if (exec.stdout) stream.write('stdout', shown);
    if (exec.stderr) stream.write('stderr', result.stderr);
  }
  if (result.kind === 'running') return;
  if (result.kind === 'reads') {
    converse(exec, host, stream, result.program);
    return;
  }
  const late = host.profile === 'late' ? 'after the end' : '';
  stream.finish(resultStatus(result, exec, host, stream.isTranslated), late);
}

/** Gives what the client writes to a program that reads. */
function converse(
  exec: ExecRequest,
  host: CommandHost,
  stream: ExecStream,
  program: 'sh' | 'cat',
): void {
  const ends: SessionEnds = {
    isTty: exec.tty,
    write: (text) => exec.stdout && stream.write('stdout', text),
    exit: (exitCode) => {
      const result = { kind: 'exited', stdout: '', stderr: '', exitCode } as const;
      stream.finish(resultStatus(result, exec, host, stream.isTranslated));
    },
  };
  stream.read(program === 'cat' ? catSession(ends) : new ShellSession(host, ends));
}

function resultStatus(
  result: Exclude<CommandResult, { kind: 'running' | 'reads' }>,
  exec: ExecRequest,
  host: CommandHost,
  isTranslated: boolean,
): ExecStatus {
  if (result.kind === 'notStarted') return failure(notStarted(result.program, host), isTranslated);
  if (result.exitCode === 0) return { metadata: {}, status: 'Success' };
  const why = isTranslated
    ? `command terminated with exit code ${result.exitCode}`
    : `error executing command [${exec.command.join(' ')}], exit code ${result.exitCode}`;
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: ${why}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(result.exitCode) }] },
  };
}

function failure(why: string, isTranslated: boolean): ExecStatus {
  const error = internalError(isTranslated ? `Internal error occurred: ${why}` : why);
  const { kind: _kind, apiVersion: _apiVersion, ...status } = error.status;
  return status;
}

function notStarted(program: string, { kernel }: CommandHost): string {
  const id = idOf(`${program}${Date.now()}`);
  const head = `error executing command in container: failed to exec in container: failed to start exec "${id}": `;
  switch (kernel.runtime) {
    case 'gvisor':
      return `${head}OCI runtime exec failed: executing processes for container: executing command "${program}" in sandbox: ${gvisorCause(program)}`;
    case 'kata':
      return `${head}cannot enter container ${idOf(id)}, with err rpc error: code = Internal desc = the file ${program} was not found`;
    case 'runc':
      return `${head}OCI runtime exec failed: exec failed: ${runcCause(program)}`;
  }
}

function runcCause(program: string): string {
  if (program === '') return 'args must not be empty';
  const why = program.includes('/')
    ? `stat ${program}: no such file or directory`
    : 'executable file not found in $PATH';
  return `unable to start container process: exec: "${program}": ${why}`;
}

function gvisorCause(program: string): string {
  if (program.includes('/')) return `failed to load ${program}: no such file or directory`;
  return `error finding executable "${program}" in PATH [/usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin]: no such file or directory`;
}

function flood(cluster: Cluster, stream: ExecStream): void {
  if (!stream.isOpen) return;
  if (stream.pendingBytes < FLOOD_PAUSE_ABOVE_BYTES) stream.write('stdout', FLOOD_CHUNK);
  cluster.timers.after(1, () => flood(cluster, stream));
}
