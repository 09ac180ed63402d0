import type { Agent as HttpAgent } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tls from 'node:tls';
import { callbackify } from 'node:util';
import type { buildConnector, Dispatcher } from 'undici';
import { lazy } from '../../base/lazy.ts';
import { UserError } from '../../base/problem.ts';
import { loadClientLibrary, type Sdk } from './clientLibrary.ts';
import { KEEP_ALIVE_MS, openTunnel, type ProxyWay } from './proxyTunnel.ts';
import { webSocketAgent } from './webSocketAgent.ts';
import { type Credential, credentialHeaders } from '../credentials/credential.ts';
import { pem, readNamed } from '../credentials/credentialSource.ts';
import { type KubeconfigCluster, kubeconfigProblem } from '../kubeconfig/kubeconfigFile.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import { endpointOf } from '../../net/endpoint.ts';
import { type Environment, proxyFor } from '../../net/proxy.ts';

/** A way to an API server for one credential. */
export interface SecuredClient {
  readonly credential: Credential;
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** For WebSockets, the same way. */
  readonly agent: () => HttpAgent;
  /** For WebSockets as well: VS Code may put an agent of its own in place of another. */
  readonly secured: ConnectOptions;
  /** The client library, for its WebSockets. Loaded at the first call: no list waits for it. */
  readonly library: () => Promise<Sdk>;
}

/** Makes the connection pool, with TLS and proxy, for one resolved user. */
export async function secureClient(
  context: ResolvedContext,
  credential: Credential,
  environment: Environment,
): Promise<SecuredClient> {
  const { cluster } = context;
  const headers = credentialHeaders(credential);
  const proxy = proxyFor(cluster.server, cluster.proxyUrl, environment);
  const secured = tlsOptions(context, credential, await trustedCertificates(context));
  const library = lazy(loadClientLibrary);
  const way = proxy && {
    proxy,
    tls: () => proxyTls(secured),
    socks: async () => (await library()).SocksClient,
  };
  // Parsing it takes long enough to be felt: the editor has its turn before.
  await nextTurn();
  const { Agent, buildConnector } = await import('undici');
  const connect = way ? throughProxy(way, buildConnector(secured)) : secured;
  // Over HTTP/2 all requests share one connection, and a long list stands in the watches' way.
  const dispatcher = new Agent({ allowH2: false, connect });
  const agent = lazy(() => webSocketAgent(cluster.server, secured, way));
  return { credential, dispatcher, headers, agent, secured, library };
}

function throughProxy(way: ProxyWay, secure: buildConnector.connector): buildConnector.connector {
  const tunnel = callbackify((options: buildConnector.Options) =>
    openTunnel(way, endpointOf(options)),
  );
  return (options, callback) =>
    tunnel(options, (error, httpSocket) => {
      if (error) callback(error, null);
      else if (options.protocol === 'https:') secure({ ...options, httpSocket }, callback);
      else callback(null, httpSocket);
    });
}

/**
 * What TLS with a proxy needs: its certificate may be by the CA of the cluster, as kubectl wants,
 * or by one that this machine trusts.
 */
function proxyTls({ ca, rejectUnauthorized }: ConnectOptions): ReturnType<ProxyWay['tls']> {
  return {
    ca: [...(ca === undefined ? [] : [ca]), ...machineCertificates()],
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  };
}

/** What sockets to the server are made with. */
export interface ConnectOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly allowPartialTrustChain?: boolean;
  /** All of these, read. */
  readonly secureContext: tls.SecureContext;
  readonly rejectUnauthorized?: boolean;
  readonly servername?: string;
  readonly keepAlive: boolean;
  readonly keepAliveInitialDelay: number;
}

/** What TLS needs, tried out: here it can be said what is wrong. */
function tlsOptions(
  { cluster, user }: ResolvedContext,
  credential: Credential,
  ca: string | undefined,
): ConnectOptions {
  const secrets = {
    ...(ca === undefined ? {} : { ca }),
    // A CA that is itself signed by another counts, as with kubectl.
    ...(hasOwnCa(cluster) ? { allowPartialTrustChain: true } : {}),
    ...(credential.certificate === undefined ? {} : { cert: credential.certificate }),
    ...(credential.key === undefined ? {} : { key: credential.key }),
  };
  return {
    ...secrets,
    secureContext: secureContextOf(secrets, user.name, cluster.name),
    ...(cluster.insecure ? { rejectUnauthorized: false } : {}),
    ...(cluster.tlsServerName === undefined ? {} : { servername: cluster.tlsServerName }),
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  };
}

/** Read once for all sockets: there is one for each exec. */
function secureContextOf(
  secrets: tls.SecureContextOptions,
  user: string,
  cluster: string,
): tls.SecureContext {
  try {
    return tls.createSecureContext(secrets);
  } catch (error) {
    throw new UserError(
      kubeconfigProblem(
        `The certificates of the user "${user}" or the cluster "${cluster}" cannot be used`,
        'Check that the kubeconfig holds PEM certificates and the key that belongs to them.',
      ),
      error,
    );
  }
}

/**
 * The CA certificates as PEM. A cluster that brings its own is verified against those alone, as
 * kubectl does; else Node's and the operating system's count, which has the CAs of a company's TLS
 * inspection.
 */
async function trustedCertificates({ cluster }: ResolvedContext): Promise<string | undefined> {
  if (cluster.caFile !== undefined) return readNamed(cluster.caFile, 'CA file');
  if (cluster.caData !== undefined) return pem(cluster.caData);
  if (cluster.insecure || cluster.server.startsWith('http:')) return undefined;
  return machineCertificates().join('\n');
}

function hasOwnCa({ caFile, caData }: KubeconfigCluster): boolean {
  return (caFile ?? caData) !== undefined;
}

/** Those that Node and the operating system trust. */
function machineCertificates(): readonly string[] {
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
}
