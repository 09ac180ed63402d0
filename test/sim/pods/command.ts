import { gvisorKernel, type Kernel } from './kernel.ts';
import type { ExecProfile } from './execProfile.ts';

/** What a command in a container comes to. */
export type CommandResult =
  | { kind: 'exited'; stdout: string; stderr: string; exitCode: number }
  /** It goes on after this output, without an end that anybody waits for. */
  | { kind: 'running'; stdout: string; stderr: string }
  /** It reads its stdin from here on. */
  | { kind: 'reads'; program: 'sh' | 'cat'; stdout: string; stderr: string }
  /** The runtime could not start it. */
  | { kind: 'notStarted'; program: string };

export interface CommandHost {
  readonly hostname: string;
  readonly kernel: Kernel;
  /** What the kernel calls this boot of its own; absent where it does not tell. */
  readonly bootId: string | undefined;
  readonly profile: ExecProfile;
  /** What `uname -r` says under the profile `fakedUname`. */
  readonly fakedRelease: string;
  /** Whether somebody writes to its stdin; else it is at its end. */
  readonly hasStdin?: boolean;
}

type Started = Exclude<CommandResult, { kind: 'notStarted' }>;
type Exited = Extract<CommandResult, { kind: 'exited' }>;
type Program = (args: readonly string[], host: CommandHost) => Started;

const PROGRAMS: Readonly<Record<string, Program>> = {
  uname,
  cat,
  echo: (args) => done(`${args.join(' ')}\n`),
  true: () => done(''),
  false: () => done('', '', 1),
  hostname: (_args, host) => done(`${host.hostname}\n`),
  dmesg: (_args, host) =>
    host.kernel.runtime === 'gvisor'
      ? done('[   0.000000] Starting gVisor...\n')
      : done('', 'dmesg: klogctl: Operation not permitted\n', 1),
  sleep,
  sh: shell,
  command: (args) =>
    args[0] === '-v' && programOf(args[1] ?? '') ? done(`${args[1]}\n`) : done('', '', 127),
};

/** Runs a command line as busybox would, knowing only what checks of a kernel use. */
export function runCommand(argv: readonly string[], host: CommandHost): CommandResult {
  const [path = '', ...args] = argv;
  const program = host.profile === 'distroless' ? undefined : programOf(path);
  const isMissing = program === undefined || (host.profile === 'noCat' && program === cat);
  return isMissing ? { kind: 'notStarted', program: path } : program(args, host);
}

function programOf(path: string): Program | undefined {
  const name = path.replace(/^(\/usr)?\/bin\//, '');
  return Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
}

function done(stdout: string, stderr = '', exitCode = 0): Exited {
  return { kind: 'exited', stdout, stderr, exitCode };
}

function reads(program: 'sh' | 'cat'): Started {
  return { kind: 'reads', program, stdout: '', stderr: '' };
}

function uname(args: readonly string[], host: CommandHost): Exited {
  const { kernel, profile } = host;
  const release = profile === 'fakedUname' ? host.fakedRelease : kernel.release;
  const parts: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: host.hostname,
    r: release,
    v: kernel.version,
    m: 'x86_64',
    o: 'GNU/Linux',
  };
  const letters = args.length === 0 ? 's' : args.join('').replaceAll('-', '');
  const wanted = letters.includes('a') ? 'snrvmo' : letters;
  const unknown = Array.from(wanted).find((letter) => parts[letter] === undefined);
  if (unknown !== undefined) return done('', `uname: invalid option -- '${unknown}'\n`, 1);
  const shown = Object.entries(parts).filter(([letter]) => wanted.includes(letter));
  return done(`${shown.map(([, text]) => text).join(' ')}\n`);
}

function cat(args: readonly string[], host: CommandHost): Started {
  if (args.length === 0 && host.hasStdin === true) return reads('cat');
  const seen = host.profile === 'fakedCat' ? FAKED : host;
  const files: Readonly<Record<string, string>> = {
    ...seen.kernel.files,
    ...(seen.bootId === undefined ? {} : { [BOOT_ID_FILE]: `${seen.bootId}\n` }),
    '/etc/hostname': `${host.hostname}\n`,
  };
  let stdout = '';
  let stderr = '';
  for (const path of args) {
    if (Object.hasOwn(files, path)) stdout += files[path] ?? '';
    else stderr += `cat: can't open '${path}': No such file or directory\n`;
  }
  if (host.profile === 'merged') return done(stdout + stderr);
  return done(stdout, stderr, stderr === '' ? 0 : 1);
}

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';

/** What a `cat` prints that would pass for one on gVisor. */
const FAKED = {
  kernel: gvisorKernel('4.19.0-gvisor'),
  bootId: 'd0d0caca-0000-4000-8000-00000000cafe',
} as const;

/** Seconds of sleep that count as none. */
const SHORT_SLEEP_S = 5;

function sleep(args: readonly string[]): Started {
  const isShort = Number(args[0]) <= SHORT_SLEEP_S;
  return isShort ? done('') : { kind: 'running', stdout: '', stderr: '' };
}

/** `sh -c` with commands joined by `;`, `&&` and `||`, `>&2`, and `exit`. */
function shell(args: readonly string[], host: CommandHost): Started {
  if (args[0] !== '-c') return host.hasStdin === true ? reads('sh') : done('');
  let stdout = '';
  let stderr = '';
  let exitCode = 0;
  const steps = (args[1] ?? '').split(/(;|&&|\|\||\n)/);
  for (let i = 0; i < steps.length; i += 2) {
    const joint = steps[i - 1];
    if ((joint === '&&' && exitCode !== 0) || (joint === '||' && exitCode === 0)) continue;
    const [program = '', ...words] = splitWords(steps[i] ?? '');
    if (program === '') continue;
    if (program === 'exit') return done(stdout, stderr, Number(words[0] ?? exitCode));
    const given = words.filter((word) => !REDIRECTIONS.has(word));
    const line = program === 'exec' ? given : [program, ...given];
    const result = runCommand(line, host);
    if (result.kind === 'notStarted') {
      stderr += `sh: ${program}: not found\n`;
      exitCode = 127;
      continue;
    }
    if (words.includes('>&2')) stderr += result.stdout;
    else if (!words.includes('>/dev/null')) stdout += result.stdout;
    if (!words.includes('2>/dev/null')) stderr += result.stderr;
    if (result.kind !== 'exited') return { ...result, stdout, stderr };
    if (program === 'exec') return done(stdout, stderr, result.exitCode);
    exitCode = result.exitCode;
  }
  return done(stdout, stderr, exitCode);
}

const REDIRECTIONS: ReadonlySet<string> = new Set(['>&2', '2>&1', '>/dev/null', '2>/dev/null']);

function splitWords(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}
