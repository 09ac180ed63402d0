// Checks texts with the YAML language server, each as a file of its own: node lintPeer.ts COUNT
import { performance } from 'node:perf_hooks';
import { lintText } from './lintTexts.ts';
import { startYamlLanguageServer } from './yamlLanguageServer.ts';

const count = Number(process.argv[2]);
const server = await startYamlLanguageServer();
await server.validate(lintText(0));
const began = performance.now();
for (let index = 1; index <= count; index++) await server.validate(lintText(index));
console.log(JSON.stringify((performance.now() - began) / count));
process.exit(0);
