import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';

/** The Kubernetes client library, as far as it is used. */
export type Sdk = typeof import('./sdk.ts');

export type KubeConfig = InstanceType<Sdk['KubeConfig']>;

/** The client library, and what it knows of one cluster. */
export interface ClientLibrary {
  readonly sdk: Sdk;
  readonly kubeConfig: KubeConfig;
}

/**
 * Loads the client library and names it one cluster. Connections are not made by it: they stand in
 * `SecuredClient`.
 */
export async function openClientLibrary({ cluster }: ResolvedContext): Promise<ClientLibrary> {
  // Parsing it takes long enough to be felt: the editor has its turn before.
  await nextTurn();
  const sdk = await import('./sdk.ts');
  const kubeConfig = new sdk.KubeConfig();
  const { server } = cluster;
  kubeConfig.loadFromClusterAndUser(
    { name: cluster.name || 'cluster', server, skipTLSVerify: cluster.insecure },
    { name: 'user' },
  );
  return { sdk, kubeConfig };
}
