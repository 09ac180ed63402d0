import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Credential } from '../credentials/credential.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';

/** The Kubernetes client library, as far as it is used. */
export type Sdk = typeof import('./sdk.ts');

export type KubeConfig = InstanceType<Sdk['KubeConfig']>;

/** The client library, and what it knows of one cluster and user. */
export interface ClientLibrary {
  readonly sdk: Sdk;
  readonly kubeConfig: KubeConfig;
}

/** What was worked out of a context for every way to its server. */
export interface Access {
  readonly context: ResolvedContext;
  readonly credential: Credential;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** The certificates that the server is verified against, as PEM; Node's own if absent. */
  readonly ca: string | undefined;
  readonly proxyUrl: string | undefined;
}

/** Loads the client library and hands it one resolved user. */
export async function openClientLibrary(access: Access): Promise<ClientLibrary> {
  const { context, credential, headers, ca, proxyUrl } = access;
  const { cluster, user } = context;
  // Parsing it takes long enough to be felt: the editor has its turn before.
  await nextTurn();
  const sdk = await import('./sdk.ts');
  const kubeConfig = new sdk.KubeConfig();
  kubeConfig.addAuthenticator({
    isAuthProvider: () => true,
    applyAuthentication: async (_user, options) => {
      options.headers = Object.assign(options.headers ?? {}, headers);
    },
  });
  kubeConfig.loadFromClusterAndUser(
    {
      name: cluster.name || 'cluster',
      server: cluster.server,
      // The library refuses plain http unless verification is off; http has none anyway.
      skipTLSVerify: cluster.insecure || cluster.server.startsWith('http:'),
      ...(cluster.tlsServerName === undefined ? {} : { tlsServerName: cluster.tlsServerName }),
      ...(ca === undefined ? {} : { caData: base64(ca) }),
      ...(proxyUrl === undefined ? {} : { proxyUrl }),
    },
    {
      name: user.name || 'user',
      ...(credential.certificate === undefined ? {} : { certData: base64(credential.certificate) }),
      ...(credential.key === undefined ? {} : { keyData: base64(credential.key) }),
    },
  );
  return { sdk, kubeConfig };
}

function base64(pem: string): string {
  return Buffer.from(pem, 'utf8').toString('base64');
}
