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
