#!/usr/bin/env node
import path from 'node:path';
import { describeError } from './base/log.ts';
import { EXIT_NOT_DONE } from './cli/terminal/exitCode.ts';
import { isSupportedNode, NODE_REQUIRED } from './cli/terminal/nodeVersion.ts';
import { terminal } from './cli/terminal/terminal.ts';
import { isVerbose, unforeseenText } from './cli/terminal/unforeseen.ts';

// Until it is known otherwise; 1, as after a crash, would say that a pod contradicts its claim.
process.exitCode = EXIT_NOT_DONE;
process.on('uncaughtException', (error) => {
  terminal.problem(unforeseenText(error));
  if (isVerbose(process.argv)) terminal.note(describeError(error));
  process.exit(EXIT_NOT_DONE);
});
if (isSupportedNode(process.versions.node)) {
  void import('./cli/main.ts').then(async ({ main }) => {
    const code = await main(process.argv.slice(2), path.join(import.meta.dirname, '..'));
    // A credential plugin may still run, or a connection hang: nobody waits for them.
    process.exit(code);
  });
} else {
  process.stderr.write(
    `aks-sandbox needs Node.js ${NODE_REQUIRED} or newer; this is ${process.versions.node}.\n`,
  );
}
