import { UserError } from '../../base/problem.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { Connection } from '../api/connection.ts';
import { execOnTerminal, type RemoteTerminal, type TerminalRequest } from './execTerminal.ts';
import type { ExecEnd } from './exec.ts';

/**
 * Shells in the order in which they are tried: the container's bash where its sh finds one, its sh,
 * bash alone, and the sh of distroless images for debugging (GoogleContainerTools/distroless
 * README, 2026-08).
 */
const SHELLS: readonly (readonly string[])[] = [
  ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh'],
  ['bash'],
  ['/busybox/sh'],
];

/** How long a command that cannot be started takes to say so, at most, in milliseconds. */
const START_MS = 3000;

/**
 * Opens the shell that a container has, on a terminal. Throws a `UserError` where it has none, and
 * when the API server refuses.
 */
export async function openShell(
  connection: Connection,
  request: Omit<TerminalRequest, 'argv'>,
): Promise<RemoteTerminal> {
  for (const argv of SHELLS) {
    const { promise: said, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => resolve(undefined), START_MS);
    try {
      const terminal = await execOnTerminal(connection, {
        ...request,
        argv,
        onOutput: (text) => {
          request.onOutput(text);
          if (text !== '') resolve(undefined);
        },
      });
      const end = await Promise.race([terminal.ended, said]);
      if (end?.kind !== 'not-started') return terminal;
      if (!/not found|no such file/i.test(end.message)) throw notStarted(request, end.message);
    } finally {
      clearTimeout(timer);
    }
  }
  throw noShell(request);
}

function noShell({ container, namespace, pod }: Omit<TerminalRequest, 'argv'>): UserError {
  return new UserError({
    kind: 'not-found',
    what: `The container ${plainText(container)} of ${plainText(`${namespace}/${pod}`)} has no shell: neither sh nor bash is in its image`,
    next: 'Take another container, or add an ephemeral one that has a shell: kubectl debug -it.',
    retryable: false,
  });
}

function notStarted(
  { container, namespace, pod }: Omit<TerminalRequest, 'argv'>,
  message: string,
): UserError {
  return new UserError({
    kind: 'server',
    what: `No shell could be started in the container ${plainText(container)} of ${plainText(`${namespace}/${pod}`)}: ${plainText(message, 300)}`,
    next: 'Look at its events: Show Events.',
    retryable: true,
  });
}

/** How a shell ended, in words; empty for one that was left as usual. */
export function shellEndText(end: ExecEnd): string {
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? '' : `The shell ended with exit code ${end.code}.`;
    case 'not-started':
      return `The shell could not be started: ${end.message}.`;
    default:
      return 'The connection to the shell ended.';
  }
}
