import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disposable, Disposables, toDisposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { CredentialSource, type SignInOptions } from '../credentials/credentialSource.ts';
import { kubeconfigText } from '../kubeconfig/kubeconfigText.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import { SECRET_VARIABLE } from './credentialProtocol.ts';
import { serveCredential } from './credentialServer.ts';

/** What a terminal needs to reach one cluster; all of it is gone once it is disposed. */
export interface TerminalKubeconfig extends Disposable {
  readonly environment: Readonly<Record<string, string>>;
}

export interface TerminalOptions {
  /** The program that runs JavaScript, which Electron's does too, and the credential plugin. */
  readonly runtime: string;
  readonly plugin: string;
  readonly signIn: SignInOptions;
  readonly log: Log;
}

/**
 * Writes a kubeconfig with a context alone into a folder that nobody else may enter. What Azure
 * gave stays in memory: its users sign in by a plugin that asks this window.
 */
export async function terminalKubeconfig(
  context: ResolvedContext,
  options: TerminalOptions,
): Promise<TerminalKubeconfig> {
  const owned = new Disposables();
  // A new folder of this name is for its owner alone: 0700.
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-'));
  owned.add(toDisposable(() => rmSync(folder, { recursive: true, force: true })));
  try {
    const file = join(folder, 'config');
    const signsIn = context.ref.file === '' || context.user.entra !== undefined;
    const served = signsIn ? await serve(context, folder, options, owned) : undefined;
    const text = kubeconfigText(context, served?.exec);
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    return {
      environment: { KUBECONFIG: file, ...served?.environment },
      dispose: () => owned.dispose(),
    };
  } catch (error) {
    owned.dispose();
    throw error;
  }
}

async function serve(
  context: ResolvedContext,
  folder: string,
  { runtime, plugin, signIn, log }: TerminalOptions,
  owned: Disposables,
) {
  const secret = randomBytes(32).toString('base64url');
  const address =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\aks-sandbox-${randomBytes(16).toString('hex')}`
      : join(folder, 'socket');
  const source = new CredentialSource(context, signIn);
  const credential = (signal: AbortSignal) => source.get(signal);
  owned.add(await serveCredential({ address, secret, credential, log }));
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: runtime,
    args: [plugin, address],
    env: [{ name: 'ELECTRON_RUN_AS_NODE', value: '1' }],
    installHint: '',
    provideClusterInfo: false,
    interactiveMode: 'Never',
  } as const;
  return { exec, environment: { [SECRET_VARIABLE]: secret } };
}
