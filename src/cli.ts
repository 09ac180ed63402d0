#!/usr/bin/env node
import path from 'node:path';
import { isSupportedNode, NODE_REQUIRED } from './cli/nodeVersion.ts';

/** What a shell gives a program that Ctrl+C ended. */
const INTERRUPTED = 130;

if (isSupportedNode(process.versions.node)) {
  // Exit code 1 would say that a pod contradicts its claim.
  process.exitCode = 2;
  void import('./cli/main.ts').then(async ({ main }) => {
    process.exitCode = await main(process.argv.slice(2), path.join(import.meta.dirname, '..'));
    // A credential plugin may still run; nobody waits for it.
    if (process.exitCode === INTERRUPTED) process.exit();
  });
} else {
  process.stderr.write(
    `aks-sandbox needs Node.js ${NODE_REQUIRED} or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
}
