import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tls from 'node:tls';
import type { Agent, Dispatcher } from 'undici';
import { lazy } from '../../base/lazy.ts';
import { UserError } from '../../base/problem.ts';
import { type Access, type ClientLibrary, openClientLibrary } from './clientLibrary.ts';
import { type Credential, credentialHeaders } from '../credentials/credential.ts';
import { pem, readNamed } from '../credentials/credentialSource.ts';
import { kubeconfigProblem } from '../kubeconfig/kubeconfigFile.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import { type Environment, proxyFor } from '../../net/proxy.ts';

/** A way to an API server for one credential. */
export interface SecuredClient {
  readonly credential: Credential;
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** The client library, for its WebSockets. Loaded at the first call: no list waits for it. */
  readonly library: () => Promise<ClientLibrary>;
}

/** Makes the connection pool, with TLS and proxy, for one resolved user. */
export async function secureClient(
  context: ResolvedContext,
  credential: Credential,
  environment: Environment,
): Promise<SecuredClient> {
  const { cluster } = context;
  const access: Access = {
    context,
    credential,
    headers: credentialHeaders(credential),
    ca: await trustedCertificates(context),
    proxyUrl: proxyFor(cluster.server, cluster.proxyUrl, environment),
  };
  const library = lazy(() => openClientLibrary(access));
  const connect = tlsOptions(access);
  // Parsing it takes long enough to be felt: the editor has its turn before.
  await nextTurn();
  const { Agent } = await import('undici');
  const dispatcher = access.proxyUrl
    ? await proxyDispatcher(await library(), cluster.server)
    : // Over HTTP/2 all requests share one connection, and a long list stands in the way of the watches.
      new Agent({ allowH2: false, connect });
  return { credential, dispatcher, headers: access.headers, library };
}

/** Below the four minutes after which Azure's load balancer forgets a silent connection. */
const KEEP_ALIVE_MS = 30_000;

type ConnectOptions = Extract<Agent.Options['connect'], object>;

/** What TLS needs, tried out: here it can be said what is wrong. */
function tlsOptions({ context: { cluster, user }, credential, ca }: Access): ConnectOptions {
  const secrets = {
    ...(ca === undefined ? {} : { ca }),
    ...(credential.certificate === undefined ? {} : { cert: credential.certificate }),
    ...(credential.key === undefined ? {} : { key: credential.key }),
  };
  try {
    tls.createSecureContext(secrets);
  } catch (error) {
    throw new UserError(
      kubeconfigProblem(
        `The certificates of the user "${user.name}" or the cluster "${cluster.name}" cannot be used`,
        'Check that the kubeconfig holds PEM certificates and the key that belongs to them.',
      ),
      error,
    );
  }
  return {
    ...secrets,
    ...(cluster.insecure ? { rejectUnauthorized: false } : {}),
    ...(cluster.tlsServerName === undefined ? {} : { servername: cluster.tlsServerName }),
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  };
}

/** The library's way through an HTTP or SOCKS proxy. */
async function proxyDispatcher(
  { sdk: { RequestContext, HttpMethod }, kubeConfig }: ClientLibrary,
  server: string,
): Promise<Dispatcher> {
  const request = new RequestContext(server, HttpMethod.GET);
  await kubeConfig.applySecurityAuthentication(request);
  const dispatcher = request.getDispatcher();
  if (!dispatcher) throw new Error('The client library knows no way through the proxy');
  return dispatcher;
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
  const all = new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  return [...all].join('\n');
}
