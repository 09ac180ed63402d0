import type { ContextOverrides } from '../../kube/kubeconfig/withOverrides.ts';
import { UsageError } from '../terminal/usageError.ts';
import { AKS_HELP, AKS_OPTIONS, type AksName, aksName } from './aksName.ts';

/** Which cluster a command speaks to, and as whom. */
export interface ClusterOptions {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** In place of a context. */
  readonly aks: AksName | undefined;
  readonly overrides: ContextOverrides;
}

export const CLUSTER_OPTIONS = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  server: { type: 'string' },
  token: { type: 'string' },
  as: { type: 'string' },
  'as-group': { type: 'string', multiple: true },
  'as-uid': { type: 'string' },
  ...AKS_OPTIONS,
} as const;

/** How they are told in the help of a command. */
export const CLUSTER_HELP = `      --kubeconfig FILE     the kubeconfig (default: KUBECONFIG, else ~/.kube/config, else the
                            service account of the pod that this runs in)
      --context NAME        the context (default: the current one)
      --server URL, --token TOKEN, --as USER, --as-group GROUP, --as-uid UID
                            in place of what the context says, as with kubectl
${AKS_HELP}`;

/**
 * Reads them. Throws a `UsageError` that says what is wrong. An option that is empty, e.g. from an
 * unset variable, counts as not given, as with kubectl.
 */
export function clusterOptions(values: {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly server?: string;
  readonly token?: string;
  readonly as?: string;
  readonly 'as-group'?: readonly string[];
  readonly 'as-uid'?: string;
  readonly aks?: string;
  readonly subscription?: string;
}): ClusterOptions {
  const kubeconfig = values.kubeconfig || undefined;
  const context = values.context || undefined;
  const server = values.server || undefined;
  const aks = aksName(values);
  if (aks && (kubeconfig ?? context ?? server) !== undefined) {
    throw new UsageError('--aks needs no kubeconfig: leave out --context, --kubeconfig, --server');
  }
  if (server !== undefined && !/^https?:$/.test(URL.parse(server)?.protocol ?? '')) {
    throw new UsageError(`--server is an http or https address, not ${JSON.stringify(server)}`);
  }
  return { kubeconfig, context, aks, overrides: overridesOf(values, server) };
}

function overridesOf(
  values: {
    readonly token?: string;
    readonly as?: string;
    readonly 'as-group'?: readonly string[];
    readonly 'as-uid'?: string;
  },
  server: string | undefined,
): ContextOverrides {
  const { token, as: user, 'as-uid': uid } = values;
  const groups = values['as-group'] ?? [];
  if (!user && (groups.length > 0 || uid)) {
    throw new UsageError('--as-group and --as-uid need --as: they name nobody by themselves');
  }
  const impersonation = user && { user, groups, extra: {}, ...(uid ? { uid } : {}) };
  return {
    ...(server === undefined ? {} : { server }),
    ...(token ? { token } : {}),
    ...(impersonation ? { impersonation } : {}),
  };
}

/** Whether a cluster was named at all. */
export function namesCluster({ kubeconfig, context, aks, overrides }: ClusterOptions): boolean {
  return (kubeconfig ?? context ?? aks ?? overrides.server) !== undefined;
}
