#!/usr/bin/env node
import path from 'node:path';
import { isSupportedNode, NODE_REQUIRED } from './cli/terminal/nodeVersion.ts';

// Until it is known otherwise; 1, as after a crash, would say that a pod contradicts its claim.
process.exitCode = 2;
if (isSupportedNode(process.versions.node)) {
  void import('./cli/main.ts').then(async ({ main, EXIT_INTERRUPTED }) => {
    process.exitCode = await main(process.argv.slice(2), path.join(import.meta.dirname, '..'));
    // A credential plugin may still run; nobody waits for it.
    if (process.exitCode === EXIT_INTERRUPTED) process.exit();
  });
} else {
  process.stderr.write(
    `aks-sandbox needs Node.js ${NODE_REQUIRED} or newer; this is ${process.versions.node}.\n`,
  );
}
