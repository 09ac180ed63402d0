import type { ExecConfig, KubeconfigUser } from './kubeconfigFile.ts';
import type { ResolvedContext } from './mergeKubeconfigs.ts';

/**
 * A kubeconfig with one context alone, the current one, as JSON, which kubectl reads too. With
 * `signIn` the user signs in by that program in place of what the context has.
 */
export function kubeconfigText(
  { ref, cluster, user }: ResolvedContext,
  signIn: ExecConfig | undefined,
): string {
  const { name } = ref;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      {
        name: cluster.name,
        cluster: {
          server: cluster.server,
          'certificate-authority': cluster.caFile,
          'certificate-authority-data': cluster.caData,
          'insecure-skip-tls-verify': cluster.insecure || undefined,
          'tls-server-name': cluster.tlsServerName,
          'proxy-url': cluster.proxyUrl,
          extensions:
            cluster.execConfig === undefined
              ? undefined
              : [{ name: 'client.authentication.k8s.io/exec', extension: cluster.execConfig }],
        },
      },
    ],
    users: [
      {
        name: user.name || name,
        user: signIn ? { exec: signIn, ...impersonation(user) } : userEntry(user),
      },
    ],
    contexts: [
      {
        name,
        context: {
          cluster: cluster.name,
          user: user.name || name,
          namespace: ref.namespace || undefined,
        },
      },
    ],
  });
}

function userEntry(user: KubeconfigUser): object {
  return {
    token: user.token,
    tokenFile: user.tokenFile,
    username: user.username,
    password: user.password,
    'client-certificate': user.certFile,
    'client-certificate-data': user.certData,
    'client-key': user.keyFile,
    'client-key-data': user.keyData,
    exec: user.exec,
    'auth-provider': user.authProvider,
    ...impersonation(user),
  };
}

function impersonation({ impersonation: as }: KubeconfigUser): object {
  if (!as) return {};
  const { user, uid, groups, extra } = as;
  return { as: user, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra };
}
