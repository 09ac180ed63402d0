import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { serverEnvironment } from './environment.ts';
import { hasCode } from '../process/errorCode.ts';
import { insideFolder, preparedServer, type PreparedServer } from './preparedServer.ts';
import { temporaryFolder } from '../process/temporaryFolder.ts';
import { writeUserSettings } from '../userSettings.ts';

export interface ServerOptions {
  /** User data, extensions and logs; without one, a temporary folder that goes with the server. */
  readonly userDataDir?: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** For the extension host. KUBECONFIG belongs here: an inherited one is the person's own. */
  readonly env: NodeJS.ProcessEnv;
  /** Commands to run once the workbench is open, each as [name, ...arguments]. */
  readonly startup?: readonly (readonly unknown[])[];
  /** True to open the workspace in Restricted Mode, as one of which nothing is known. */
  readonly untrusted?: boolean | undefined;
  readonly log?: (line: string) => void;
}

export interface Server extends AsyncDisposable {
  readonly prepared: PreparedServer;
  readonly authority: string;
  readonly token: string;
  readonly userDataDir: string;
  readonly logFile: string;
  /** Resolves when the server is gone, whoever ended it. */
  readonly ended: Promise<void>;
}

/** Starts a VS Code server on a free port of the loopback address. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const prepared = await preparedServer(options.log);
  await using stack = new AsyncDisposableStack();
  const userDataDir = path.resolve(
    options.userDataDir ?? (await temporaryFolder(stack, 'aks-sandbox-vscode-')),
  );
  await writeUserSettings(userDataDir, options.settings ?? {});

  const token = randomUUID();
  const own = {
    AKS_SANDBOX_STARTUP: JSON.stringify(options.startup ?? []),
    ...(await socketFolder(userDataDir)),
    ...options.env,
  };
  const child = spawn(
    process.execPath,
    serverArguments(prepared, userDataDir, token, options.untrusted === true),
    {
      env: serverEnvironment(process.env, own),
      detached: true, // a process group of its own, so that what the extension host started ends too
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const logFile = path.join(userDataDir, 'server.log');
  const log = createWriteStream(logFile);
  stack.defer(async () => {
    log.end();
    await once(log, 'close');
  });
  stack.defer(() => endGroup(child, ended));
  child.stdin.on('error', () => {});
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => log.write(data));
  }
  const port = await listeningPort(child);

  const owned = stack.move();
  return {
    prepared,
    token,
    userDataDir,
    logFile,
    ended,
    authority: `127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** VS Code leaves its sockets behind; in a folder of this server they go with it. */
async function socketFolder(userDataDir: string): Promise<NodeJS.ProcessEnv> {
  const dir = path.join(userDataDir, 'tmp');
  await mkdir(dir, { recursive: true });
  return { TMPDIR: dir, XDG_RUNTIME_DIR: dir };
}

function serverArguments(
  prepared: PreparedServer,
  dir: string,
  token: string,
  untrusted: boolean,
): string[] {
  return [
    path.join(insideFolder, 'server.mjs'),
    prepared.serverMain,
    '--accept-server-license-terms',
    `--server-data-dir=${dir}`,
    `--user-data-dir=${dir}`,
    `--extensions-dir=${path.join(dir, 'extensions')}`,
    '--host=127.0.0.1',
    '--port=0',
    `--connection-token=${token}`,
    '--telemetry-level=off',
    '--reconnection-grace-time=60',
    '--log=info',
    ...(untrusted ? [] : ['--disable-workspace-trust']),
    '--disable-update-check',
    '--disable-getting-started-override',
    // Else the variables of a login shell win over those given here, a person's KUBECONFIG among them.
    '--force-disable-user-env',
  ];
}

function listeningPort(child: ChildProcess): Promise<number> {
  let said = '';
  return new Promise((resolve, reject) => {
    const heard = (data: Buffer) => {
      if (said.length < 100_000) said += data.toString();
      const port = /agent listening on (\d+)/.exec(said)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', heard);
    child.stderr?.on('data', heard);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The VS Code server ended (${code}):\n${said.slice(-2000)}`));
    });
  });
}

const GRACE_MS = 3000;

async function endGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    signalGroup(child.pid, 'SIGTERM');
    const late = setTimeout(signalGroup, GRACE_MS, child.pid, 'SIGKILL');
    await ended;
    clearTimeout(late);
  }
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
