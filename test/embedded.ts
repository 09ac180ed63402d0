// npm run embedded: what F5 in VS Code starts first. Builds the extension with source maps, and runs the embedded
// cluster with its kubeconfig, a workspace and where its Azure is at places that .vscode/launch.json knows, until it is
// interrupted.
import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startSim } from './sim/sim.ts';
import { buildExtension } from './vscodeHost/buildExtension.ts';
import { onSignal } from './vscodeHost/process/signals.ts';
import { projectRoot, resultsFolder } from './vscodeHost/projectPaths.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = path.join(resultsFolder, 'embedded');

await using stack = new AsyncDisposableStack();
onSignal(() => stack.disposeAsync());
say('Building the extension…');
await buildExtension('--debug');
const sim = stack.use(await startSim({ agents: 'v1beta1' }));
stack.defer(() => rm(folder, { recursive: true, force: true }));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await cp(path.join(projectRoot, 'test/fixtures/workspace'), path.join(folder, 'manifests'), {
  recursive: true,
});
await copyFile(sim.kubeconfig, path.join(folder, 'kubeconfig'));
const azure = { address: sim.azure.url, ca: sim.caFile };
await writeFile(path.join(folder, 'azure.json'), JSON.stringify(azure));
say(`Embedded cluster at ${sim.url}`);
await new Promise(() => {});
