import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { FaultRow, Reached } from './faultFamily.ts';
import { plainWords } from './plainWords.ts';

/** What came of a fault. */
export interface Outcome {
  /** `null` where it did not end. */
  readonly exit: number | null;
  readonly seconds: number;
  /** The most memory that it had, in megabytes; 0 where it did not end by itself. */
  readonly megabytes: number;
  /** What is told, as it is on every machine. */
  readonly said: string;
  /** All that was written to stderr. */
  readonly stderr: string;
}

/** What runs the command line, e.g. a file of `dist/`, and what is added to its environment. */
export interface Runner {
  readonly file: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const PEAK_MEMORY = pathToFileURL(join(import.meta.dirname, 'peakMemory.ts')).href;
/**
 * The pods of the embedded cluster that are what they claim; no pod at all is no success. Not every
 * machine has a kubectl that would go another way.
 */
const ARGUMENTS = 'verify -n payments -l app=worker --fail-on-none --no-kubectl -o json'.split(' ');
const CONTEXT = 'prod';
const MAX_MS = 400_000;
/** What a machine may have set that runs this. */
const PROXY_VARIABLES = /^(?:https?|all|no)_proxy$/i;

/** Makes a fault, runs `aks-sandbox verify` on it, and gives what came of it. */
export async function tryFault({ where, make }: FaultRow, runner: Runner): Promise<Outcome> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-fault-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const reached = await make(stack);
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, JSON.stringify(kubeconfigOf(reached)));
  const outcome = await run(runner, { ...reached.environment, KUBECONFIG: kubeconfig });
  return { ...outcome, said: plainWords(outcome.said, where) };
}

function kubeconfigOf({ cluster, user = {} }: Reached): object {
  return {
    'current-context': CONTEXT,
    contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: CONTEXT } }],
    clusters: [{ name: CONTEXT, cluster }],
    users: [{ name: CONTEXT, user }],
  };
}

async function run(
  { file, environment }: Runner,
  variables: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !PROXY_VARIABLES.test(name));
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', PEAK_MEMORY, file, ...ARGUMENTS], {
    env: { ...Object.fromEntries(inherited), ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: MAX_MS,
    killSignal: 'SIGKILL',
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [, out, err, peak] = child.stdio as readonly Readable[];
  const told = Promise.all([out, err, peak].map(async (stream) => (stream ? text(stream) : '')));
  const exit = await closed;
  const [stdout = '', stderr = '', kilobytes = '0'] = await told;
  return {
    exit,
    seconds: (performance.now() - began) / 1000,
    megabytes: Math.round(Number(kilobytes) / 1024),
    said: whatIsTold(stdout, stderr),
    stderr,
  };
}

/** The first line that was said; of a report all of them, with why a kernel is not known where that is so. */
function whatIsTold(stdout: string, stderr: string): string {
  const lines = stderr.trimEnd().split('\n');
  if (stdout === '') return (lines[0] ?? '').replace(/^aks-sandbox: /, '');
  const { pods = [] } = JSON.parse(stdout) as Report;
  const open = pods.find(({ verdict }) => verdict === 'indeterminate');
  return [...lines, ...(open ? [`${open.reason}.`] : [])].join(' ');
}

interface Report {
  readonly pods?: readonly { readonly verdict: string; readonly reason: string }[];
}
