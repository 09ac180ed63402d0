// npm start: VS Code on the embedded cluster, with the sidebar in front and a sample manifest open. Azure is the embedded
// cluster's, and signing in to it needs nothing; with --azure both are the real ones.
import { readFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { workbenchAddress } from './vscodeHost/address.ts';
import { buildExtension } from './vscodeHost/buildExtension.ts';
import { browserCommand } from './vscodeHost/choice.ts';
import { startDesktop } from './vscodeHost/desktop/desktopStart.ts';
import { projectRoot } from './vscodeHost/projectPaths.ts';
import { startServer } from './vscodeHost/server/server.ts';
import { onSignal } from './vscodeHost/process/signals.ts';
import { clusterEnvironment, simEnvironment } from './vscodeHost/clusterEnvironment.ts';
import { installSignIn, signInFolder } from './vscodeHost/installSignIn.ts';
import { startupCommands, type ViewContributions } from './vscodeHost/startup.ts';
import { temporaryFolder, workspaceCopy } from './vscodeHost/process/temporaryFolder.ts';
import { writeUserSettings } from './vscodeHost/userSettings.ts';
import { findVscode } from './vscodeHost/vscode.ts';
import { COMMANDS } from '../src/ui/ids.ts';
import { startSim } from './sim/sim.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const { azure: isRealAzure } = parseArgs({
  options: { azure: { type: 'boolean', default: false } },
}).values;

await using stack = new AsyncDisposableStack();
onSignal(() => stack.disposeAsync());
await buildExtension();
const sim = stack.use(await startSim({ agents: 'v1beta1' }));
say(`Embedded cluster at ${sim.url}`);
const root = await workspaceCopy(stack);
const opened = {
  root,
  file: path.join(root, 'deployment.yaml'),
  extensionDevelopmentPath: projectRoot,
};
const manifest: ViewContributions = JSON.parse(
  await readFile(path.join(projectRoot, 'package.json'), 'utf8'),
);
const TRY_FIRST = `
Try first:
  1. In the side bar expand "prod-weu", then "Sandboxed pods" and "payments".
  2. Point at "payments" and press the beaker: Check Kernel. One pod breaks its promise; "Show Report" says why.
  3. Point at a squiggle in deployment.yaml and press Ctrl+. for its fixes; "Sandbox with gVisor" is among them.
  4. Right-click "legacy-0": Open Terminal in Pod, and ask for "uname -r".
  5. Sign In to Azure (in the menu of the view): pools, prices, "Create Kata Node Pool…".
All of it is made up: nothing costs money, nothing can break.
`;
// The sample cluster is the active one, so it opens by itself.
const startup = [[COMMANDS.selectActiveCluster, 'prod-weu'], ...startupCommands(manifest)];
const env = isRealAzure
  ? clusterEnvironment(sim.kubeconfig, ['127.0.0.1', 'localhost'])
  : simEnvironment(sim);
const userDataDir = await temporaryFolder(stack);
const vscode = await findVscode(say);

if (vscode.kind === 'desktop') {
  await writeUserSettings(userDataDir, {});
  const furtherExtensions = isRealAzure ? [] : [signInFolder];
  const start = { ...opened, userDataDir, executable: vscode.executable, furtherExtensions };
  const own = { ...env, AKS_SANDBOX_STARTUP: JSON.stringify(startup) };
  const desktop = stack.use(startDesktop(start, own));
  say('VS Code opens. Ctrl+C ends it and the embedded cluster.');
  if (!isRealAzure) say(TRY_FIRST);
  await desktop.ended;
} else {
  if (!isRealAzure) await installSignIn(path.join(userDataDir, 'extensions'));
  const server = stack.use(await startServer({ userDataDir, env, startup, log: say }));
  const address = workbenchAddress(server, opened);
  say(`VS Code ${server.prepared.vscodeVersion} is at\n\n  ${address}\n\nCtrl+C ends it.`);
  if (!isRealAzure) say(TRY_FIRST);
  openInBrowser(address);
  await server.ended;
}

/** Opens the person's own browser where there is a screen for one; the address is printed in any case. */
function openInBrowser(address: string): void {
  const [program, ...args] = browserCommand(process, address) ?? [];
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => say(`No browser was opened: ${program} is missing.`));
  child.unref();
}
