import { isAbort } from '../base/abort.ts';
import { describeError } from '../base/log.ts';
import { problemText, UserError } from '../base/problem.ts';
import { EXIT_INTERRUPTED, EXIT_NOT_DONE, EXIT_OK } from './terminal/exitCode.ts';
import { type EndpointOf, ownEndpoint } from './cluster/findAksCluster.ts';
import { gvisor } from './gvisor/gvisor.ts';
import { HELP } from './terminal/help.ts';
import { terminal, watchOutput } from './terminal/terminal.ts';
import { isVerbose, unforeseenText } from './terminal/unforeseen.ts';
import { UsageError } from './terminal/usageError.ts';
import { report } from './report/report.ts';
import { verify } from './verify/verify.ts';
import { VERSION } from './terminal/version.ts';

/**
 * Runs the command line and gives its exit code; `root` is the folder of the package, `endpointOf`
 * where Azure is.
 */
export async function main(
  argv: readonly string[],
  root: string,
  endpointOf: EndpointOf = ownEndpoint,
): Promise<number> {
  const whyUnwritten = watchOutput();
  const stop = new AbortController();
  const interrupted = (): void => {
    // The second time nothing is waited for, nor tidied up.
    if (stop.signal.aborted) process.exit(EXIT_INTERRUPTED);
    stop.abort(new DOMException('Interrupted', 'AbortError'));
  };
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  try {
    const code = await run(argv, root, endpointOf, stop.signal);
    await terminal.flushed();
    const unwritten = whyUnwritten();
    if (unwritten === undefined) return code;
    terminal.problem(`the output could not be written: ${unwritten}`);
    return EXIT_NOT_DONE;
  } catch (error) {
    if (isAbort(error)) {
      terminal.problem('interrupted');
      return EXIT_INTERRUPTED;
    }
    terminal.problem(messageOf(error, argv[0]));
    if (isVerbose(argv)) terminal.note(describeError(error));
    return EXIT_NOT_DONE;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await terminal.flushed();
  }
}

/** Those that tell how they are used. */
const COMMANDS: ReadonlySet<string> = new Set([
  'verify',
  'lint',
  'report',
  'gvisor',
  'policy',
  'doctor',
]);

async function run(
  argv: readonly string[],
  root: string,
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<number> {
  const [command, ...rest] = argv;
  switch (command) {
    case 'verify':
      return verify(rest, endpointOf, signal);
    case 'lint': {
      const { lint } = await import('./lint/lint.ts');
      return lint(rest, root, endpointOf, signal);
    }
    case 'report':
      return report(rest, signal);
    case 'gvisor':
      return gvisor(rest, endpointOf, signal);
    case 'policy': {
      const { policy } = await import('./policy/policy.ts');
      return policy(rest, endpointOf, signal);
    }
    case 'doctor': {
      const { doctor } = await import('./doctor/doctor.ts');
      return doctor(rest, endpointOf, signal);
    }
    case '--version':
      terminal.print(`${VERSION}\n`);
      return EXIT_OK;
    case '--help':
    case '-h':
    case 'help':
      terminal.print(HELP);
      return EXIT_OK;
    case undefined:
      throw new UsageError('no command was given');
    default:
      throw new UsageError(`there is no command "${command}"`);
  }
}

function messageOf(error: unknown, command = ''): string {
  if (error instanceof UsageError) {
    const own = COMMANDS.has(command) ? ` ${command}` : '';
    return `${error.message}\nSee aks-sandbox${own} --help.`;
  }
  return error instanceof UserError ? problemText(error.problem) : unforeseenText(error);
}
