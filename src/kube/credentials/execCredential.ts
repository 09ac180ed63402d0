import { type Problem, UserError } from '../../base/problem.ts';
import { isRecord } from '../kubeconfig/readFields.ts';
import type { ExecConfig, KubeconfigCluster } from '../kubeconfig/kubeconfigFile.ts';
import type { Credential } from './credential.ts';

/**
 * A problem with what a credential plugin did. It is not run again at once: it may open a window to
 * sign in.
 */
export function pluginProblem(what: string, next: string): Problem {
  return { kind: 'credential', what, next, retryable: false };
}

/**
 * The value of `KUBERNETES_EXEC_INFO`: an ExecCredential without a status, as kubectl gives it to a
 * plugin. Source: kubernetes/website reference/access-authn-authz/authentication.md, client-go
 * credential plugins (1.36).
 */
export function execInfo(
  exec: ExecConfig,
  cluster: KubeconfigCluster,
  caData: string | undefined,
): string {
  const info = {
    server: cluster.server,
    'tls-server-name': cluster.tlsServerName,
    'insecure-skip-tls-verify': cluster.insecure || undefined,
    'certificate-authority-data': caData,
    'proxy-url': cluster.proxyUrl,
    config: cluster.execConfig ?? null,
  };
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion,
    spec: { ...(exec.provideClusterInfo ? { cluster: info } : {}), interactive: false },
  });
}

const VERSION = /^client\.authentication\.k8s\.io\/v\d\w{0,9}$/;

/**
 * How long before its end a credential is fetched anew, so that a request under way does not lose
 * it.
 */
const EXPIRY_MARGIN_MS = 10_000;

/**
 * Reads the value that a plugin printed. Throws a `UserError` that never quotes the output: it
 * holds the secret.
 */
export function parseExecCredential(printed: unknown, exec: ExecConfig): Credential {
  const refuse = (what: string) =>
    new UserError(
      pluginProblem(
        `The credential plugin "${exec.command}" ${what}`,
        'Run it in a terminal and see what it prints.',
      ),
    );
  if (printed === null) throw refuse('printed nothing');
  if (printed === undefined) throw refuse('printed something that is neither JSON nor YAML');
  if (!isRecord(printed) || printed['kind'] !== 'ExecCredential') {
    throw refuse('printed no ExecCredential');
  }
  const { apiVersion } = printed;
  if (apiVersion !== exec.apiVersion) {
    // Anything else may be the secret.
    const known = typeof apiVersion === 'string' && VERSION.test(apiVersion);
    const version = known ? apiVersion : 'another version';
    throw refuse(`answered in ${version}, the kubeconfig asks for ${exec.apiVersion}`);
  }
  const status = isRecord(printed['status']) ? printed['status'] : {};
  const token = textOf(status['token']);
  const certificate = textOf(status['clientCertificateData']);
  const key = textOf(status['clientKeyData']);
  if ((certificate === undefined) !== (key === undefined)) {
    throw refuse('gave a client certificate without its key, or a key without its certificate');
  }
  if (token === undefined && certificate === undefined) {
    throw refuse('gave neither a token nor a client certificate');
  }
  const expires = textOf(status['expirationTimestamp']);
  const expiresAt = expires === undefined ? undefined : Date.parse(expires);
  if (expiresAt !== undefined && Number.isNaN(expiresAt)) {
    throw refuse('gave an expirationTimestamp that is no date');
  }
  return {
    ...(token === undefined ? {} : { token }),
    ...(certificate === undefined || key === undefined ? {} : { certificate, key }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt - EXPIRY_MARGIN_MS }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
