/** The exit status a shell gives to a program that the signal ended. */
const STATUS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/**
 * Cleans up on Ctrl+C, SIGTERM and hang-up, then exits with that signal's status; further signals
 * do not cut the cleaning short. For the outermost owner of a process only.
 * Returns what takes the registration back.
 */
export function onSignal(clean: () => Promise<void>): () => void {
  let cleaning = false;
  const handlers = STATUS.map(([signal, status]) => {
    const heard = () => {
      if (cleaning) return;
      cleaning = true;
      // Whoever read the output may have ended by the same signal.
      for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
      void clean()
        .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
        .finally(() => process.exit(status));
    };
    process.on(signal, heard);
    return () => process.off(signal, heard);
  });
  return () => {
    for (const release of handlers) release();
  };
}
