// Starts the server named by the first argument, and ends it when its starter is gone (stdin closes).
import { pathToFileURL } from 'node:url';

const [main] = process.argv.splice(2, 1);
process.stdin
  .on('end', () => process.exit(0))
  .on('error', () => process.exit(0))
  .resume();
await import(pathToFileURL(main).href);
