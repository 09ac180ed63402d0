import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disposable, Disposables, toDisposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import type { Credential } from '../credentials/credential.ts';
import { kubeconfigText } from '../kubeconfig/kubeconfigText.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import { SECRET_VARIABLE } from './credentialProtocol.ts';
import { serveCredential } from './credentialServer.ts';

/** A kubeconfig for programs of this computer; all of it is gone once it is disposed. */
export interface OwnKubeconfig extends Disposable {
  /** It lies in there alone; programs may leave there what goes with it. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A program that signs in by asking this process. */
export interface ServedCredential {
  /** The program that runs JavaScript, which Electron's does too, and the credential plugin. */
  readonly runtime: string;
  readonly plugin: string;
  readonly credential: (signal: AbortSignal) => Promise<Credential>;
}

/**
 * Writes a kubeconfig with a context alone into a folder that nobody else may enter. With a served
 * credential it holds none: its user signs in by a plugin that asks this process.
 */
export async function ownKubeconfig(
  context: ResolvedContext,
  served: ServedCredential | undefined,
  log: Log,
): Promise<OwnKubeconfig> {
  const owned = new Disposables();
  // A new folder of this name is for its owner alone: 0700.
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-'));
  // A program that was killed may be about to write there.
  owned.add(
    toDisposable(() => rmSync(folder, { recursive: true, force: true, maxRetries: MAX_RETRIES })),
  );
  try {
    const file = join(folder, 'config');
    const signIn = served && (await serve(served, folder, log, owned));
    const text = kubeconfigText(context, signIn?.exec);
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    return {
      folder,
      environment: { KUBECONFIG: file, ...signIn?.environment },
      dispose: () => owned.dispose(),
    };
  } catch (error) {
    owned.dispose();
    throw error;
  }
}

const MAX_RETRIES = 3;

async function serve(
  { runtime, plugin, credential }: ServedCredential,
  folder: string,
  log: Log,
  owned: Disposables,
) {
  const secret = randomBytes(32).toString('base64url');
  const address =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\aks-sandbox-${randomBytes(16).toString('hex')}`
      : join(folder, 'socket');
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
