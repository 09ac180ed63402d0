import type { Log } from '../../base/log.ts';
import { CredentialSource, type SignInOptions } from '../credentials/credentialSource.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import { type OwnKubeconfig, ownKubeconfig } from './ownKubeconfig.ts';

export interface TerminalOptions {
  /** The program that runs JavaScript, which Electron's does too, and the credential plugin. */
  readonly runtime: string;
  readonly plugin: string;
  readonly signIn: SignInOptions;
  readonly log: Log;
}

/**
 * Writes what a terminal needs to reach one cluster. What Azure gave stays in memory: its users
 * sign in by a plugin that asks this window.
 */
export async function terminalKubeconfig(
  context: ResolvedContext,
  { runtime, plugin, signIn, log }: TerminalOptions,
): Promise<OwnKubeconfig> {
  const signsIn = context.ref.file === '' || context.user.entra !== undefined;
  if (!signsIn) return ownKubeconfig(context, undefined, log);
  const source = new CredentialSource(context, signIn);
  const credential = (signal: AbortSignal) => source.get(signal);
  return ownKubeconfig(context, { runtime, plugin, credential }, log);
}
