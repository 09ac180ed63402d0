import { plainText } from '../../base/text/plainText.ts';
import { redact } from '../../base/text/redact.ts';

/**
 * Watches what becomes of the output. What reads it may end early, e.g. `head`: the rest is for
 * nobody, and the exit code still counts. The function that it gives tells why the output could not
 * be written, e.g. to a full disk; `undefined` if it could.
 */
export function watchOutput(): () => string | undefined {
  let failure: string | undefined;
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failure ??= error.message;
  });
  return () => failure;
}

/** What the command line writes: results to stdout, everything else to stderr. */
export const terminal = {
  print(text: string): void {
    process.stdout.write(text);
  },
  note(text: string): void {
    process.stderr.write(`${told(text)}\n`);
  },
  problem(text: string): void {
    process.stderr.write(`aks-sandbox: ${told(text)}\n`);
  },
  /**
   * How far something is, on the last line of a terminal; `undefined` takes it away. Nothing where
   * stderr is no terminal.
   */
  progress(text: string | undefined): void {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r\u001b[K${text === undefined ? '' : plainText(text, MAX_PROGRESS)}`);
  },
  /** Resolves when what was written is with whom it is for, or when nobody reads it any more. */
  async flushed(): Promise<void> {
    await Promise.all([process.stdout, process.stderr].map(written));
  },
};

const MAX_LINE = 2000;
/** Narrower than any terminal, as a line that wraps cannot be taken away. */
const MAX_PROGRESS = 60;

/** Lines that are text and nothing else: names come from kubeconfigs, clusters and files. */
function told(text: string): string {
  const lines = redact(text).split('\n');
  return lines.map((line) => plainText(line, MAX_LINE)).join('\n');
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}
