/**
 * What reads the output may end early, e.g. `head`: the rest is for nobody, and the exit code still
 * counts.
 */
export function allowClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** What the command line writes: results to stdout, everything else to stderr. */
export const terminal = {
  print(text: string): void {
    process.stdout.write(text);
  },
  note(text: string): void {
    process.stderr.write(`${text}\n`);
  },
  problem(text: string): void {
    process.stderr.write(`aks-sandbox: ${text}\n`);
  },
};
