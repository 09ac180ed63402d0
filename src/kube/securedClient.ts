import type { RequestOptions } from 'node:https';
import * as tls from 'node:tls';
import { UserError } from '../base/problem.ts';
import { type Credential, credentialHeaders } from './credentials/credential.ts';
import { readNamed } from './credentials/credentialSource.ts';
import { kubeconfigProblem } from './kubeconfig/kubeconfigFile.ts';
import type { ResolvedContext } from './kubeconfig/mergeKubeconfigs.ts';
import { loadSdk, type Sdk } from './loadSdk.ts';
import { type Environment, proxyFor } from './proxy.ts';

export type KubeConfig = InstanceType<Sdk['KubeConfig']>;
export type Dispatcher = NonNullable<NonNullable<Parameters<Sdk['request']>[1]>['dispatcher']>;

/** A way to an API server for one credential: what `undici` and the library's WebSockets need. */
export interface SecuredClient {
  readonly sdk: Sdk;
  readonly kubeConfig: KubeConfig;
  readonly dispatcher: Dispatcher | undefined;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

/** Hands the library one resolved user and takes from it TLS, proxy and connection pool. */
export async function secureClient(
  context: ResolvedContext,
  credential: Credential,
  environment: Environment,
): Promise<SecuredClient> {
  const sdk = await loadSdk();
  const { KubeConfig } = sdk;
  const { cluster, user } = context;
  const proxyUrl = proxyFor(cluster.server, cluster.proxyUrl, environment);
  const caData = await trustedCertificates(context);
  const headers = credentialHeaders(credential);
  const kubeConfig = new KubeConfig();
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
      ...(caData === undefined ? {} : { caData }),
      ...(proxyUrl === undefined ? {} : { proxyUrl }),
    },
    {
      name: user.name || 'user',
      ...(credential.certificate === undefined ? {} : { certData: base64(credential.certificate) }),
      ...(credential.key === undefined ? {} : { keyData: base64(credential.key) }),
    },
  );
  const { ca, cert, key, rejectUnauthorized, servername } = await tlsOptions(context, kubeConfig);
  const dispatcher = proxyUrl
    ? await proxyDispatcher(sdk, kubeConfig, cluster.server)
    : new sdk.Agent({
        // Over HTTP/2 all requests share one connection, and a long list stands in the way of the watches.
        allowH2: false,
        connect: {
          ...(ca === undefined ? {} : { ca }),
          ...(cert === undefined ? {} : { cert }),
          ...(key === undefined ? {} : { key }),
          ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
          ...(servername === undefined ? {} : { servername }),
          keepAlive: true,
          keepAliveInitialDelay: KEEP_ALIVE_MS,
        },
      });
  return { sdk, kubeConfig, dispatcher, headers };
}

/** Below the four minutes after which Azure's load balancer forgets a silent connection. */
const KEEP_ALIVE_MS = 30_000;

/** What the library makes of the kubeconfig for TLS, tried out: here it can be said what is wrong. */
async function tlsOptions({ cluster, user }: ResolvedContext, kubeConfig: KubeConfig) {
  const options: RequestOptions & tls.ConnectionOptions = {};
  try {
    await kubeConfig.applyToHTTPSOptions(options);
    const { ca, cert, key } = options;
    tls.createSecureContext({ ca, cert, key });
  } catch (error) {
    throw new UserError(
      kubeconfigProblem(
        `The certificates of the user "${user.name}" or the cluster "${cluster.name}" cannot be used`,
        'Check that the kubeconfig holds PEM certificates and the key that belongs to them.',
      ),
      error,
    );
  }
  return options;
}

/** The library's way through an HTTP or SOCKS proxy. */
async function proxyDispatcher(
  { RequestContext, HttpMethod }: Sdk,
  kubeConfig: KubeConfig,
  server: string,
): Promise<Dispatcher | undefined> {
  const request = new RequestContext(server, HttpMethod.GET);
  await kubeConfig.applySecurityAuthentication(request);
  return request.getDispatcher();
}

/**
 * The CA certificates in base64. A cluster that brings its own is verified against those alone, as kubectl
 * does; else Node's and the operating system's count, which has the CAs of a company's TLS inspection.
 */
async function trustedCertificates({ cluster }: ResolvedContext): Promise<string | undefined> {
  if (cluster.caFile !== undefined) return base64(await readNamed(cluster.caFile, 'CA file'));
  if (cluster.caData !== undefined) return cluster.caData;
  if (cluster.insecure || cluster.server.startsWith('http:')) return undefined;
  const all = new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  return base64([...all].join('\n'));
}

function base64(pem: string): string {
  return Buffer.from(pem, 'utf8').toString('base64');
}
