import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  cacheLayout,
  cacheRoot,
  CODE_SERVER,
  SERVER_NODE_MAJOR,
  serverFolder,
  type CacheLayout,
} from '../cache/cacheLayout.ts';
import { npmInstall } from './npmInstall.ts';
import { publish } from '../cache/publish.ts';

/** Parts that neither tests nor the demo need: 240 MB, and most of what would have to be compiled. */
const LEFT_OUT = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
  'tar',
  'zod',
];

/** Native modules of the scope `@vscode` that come as source; a few lines of JavaScript stand in for them. */
const REPLACED = ['spdlog', 'native-watchdog', 'fs-copyfile'];

/**
 * A built workbench takes an extension under development from the address in smoke-test mode only,
 * and in that mode it shows no notifications; so the condition goes, not the mode on.
 */
const PAYLOAD_CONDITION = 'this.payload&&(!this.isBuilt||this.enableSmokeTestDriver)';

/** What the server loads of this folder: stand-ins, the tests' entry, the start-up extension. */
export const insideFolder = path.join(import.meta.dirname, '../inside');

export interface PreparedServer extends CacheLayout {
  readonly vscodeVersion: string;
}

/**
 * The VS Code server inside the npm package code-server, installed into the cache once: nothing is
 * compiled, and only npm's registry is needed. `log` hears about work that takes seconds.
 */
export async function preparedServer(
  log: (line: string) => void = () => {},
): Promise<PreparedServer> {
  const at = cacheLayout(serverFolder(cacheRoot()));
  if (!existsSync(at.done)) {
    if (process.platform !== 'linux') {
      throw new Error(`The VS Code host runs on Linux only, not on ${process.platform}.`);
    }
    if (Number(process.versions.node.split('.')[0]) !== SERVER_NODE_MAJOR) {
      throw new Error(
        `The VS Code host needs Node ${SERVER_NODE_MAJOR}, not ${process.version}: use npm run.`,
      );
    }
    log(`Installing code-server ${CODE_SERVER} into ${at.dir} (once)`);
    await publish(at.dir, path.basename(at.done), (part) => install(cacheLayout(part)));
  }
  const done: { vscodeVersion: string } = JSON.parse(await readFile(at.done, 'utf8'));
  return { ...at, vscodeVersion: done.vscodeVersion };
}

async function install(at: CacheLayout): Promise<void> {
  await writeFile(path.join(at.dir, 'package.json'), '{"private":true}');
  await npmInstall(at.dir, ['--no-save', `code-server@${CODE_SERVER}`, 'dejavu-fonts-ttf@2.37.3']);
  const vscodeVersion = await installServerModules(at.vscode);
  await copyOwnParts(at.vscode);
  await removePayloadCondition(at.vscode);
  await writeFile(
    at.done,
    JSON.stringify({ codeServer: CODE_SERVER, vscodeVersion }, undefined, 2),
  );
}

async function installServerModules(vscode: string): Promise<string> {
  const file = path.join(vscode, 'package.json');
  const manifest: { version: string; dependencies: Record<string, string> } = JSON.parse(
    await readFile(file, 'utf8'),
  );
  for (const name of LEFT_OUT) delete manifest.dependencies[name];
  await writeFile(file, JSON.stringify(manifest, undefined, 2));
  await npmInstall(vscode, ['--omit=dev']);
  await npmInstall(path.join(vscode, 'extensions'), ['--omit=dev']);
  await rm(path.join(vscode, 'extensions/copilot'), { recursive: true, force: true });
  return manifest.version;
}

async function copyOwnParts(vscode: string): Promise<void> {
  const startup = path.join(vscode, 'extensions/aks-sandbox-startup');
  await cp(path.join(insideFolder, 'startup'), startup, { recursive: true });
  await Promise.all(REPLACED.map((name) => replaceModule(vscode, name)));
}

async function replaceModule(vscode: string, name: string): Promise<void> {
  const dir = path.join(vscode, 'node_modules/@vscode', name);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const manifest = { name: `@vscode/${name}`, version: '0.0.0', main: 'index.cjs' };
  await writeFile(path.join(dir, 'package.json'), JSON.stringify(manifest));
  await copyFile(path.join(insideFolder, 'replaced', `${name}.cjs`), path.join(dir, 'index.cjs'));
}

async function removePayloadCondition(vscode: string): Promise<void> {
  const file = path.join(vscode, 'out/vs/code/browser/workbench/workbench.js');
  const parts = (await readFile(file, 'utf8')).split(PAYLOAD_CONDITION);
  if (parts.length !== 2) throw new Error(`${file} is not the one of code-server ${CODE_SERVER}`);
  await writeFile(file, parts.join('this.payload'));
}
