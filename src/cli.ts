#!/usr/bin/env node
import { isSupportedNode, NODE_REQUIRED } from './cli/nodeVersion.ts';

if (isSupportedNode(process.versions.node)) {
  void import('./cli/main.ts').then(async ({ main }) => {
    process.exitCode = await main(process.argv.slice(2));
  });
} else {
  process.stderr.write(
    `aks-sandbox needs Node.js ${NODE_REQUIRED} or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
}
