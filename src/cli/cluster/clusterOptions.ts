import { UsageError } from '../terminal/usageError.ts';
import { AKS_OPTIONS, type AksName, aksName } from './aksName.ts';

/** Which cluster a command speaks to. */
export interface ClusterOptions {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** In place of a context. */
  readonly aks: AksName | undefined;
}

export const CLUSTER_OPTIONS = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  ...AKS_OPTIONS,
} as const;

/**
 * Reads them. Throws a `UsageError` that says what is wrong. An option that is empty, e.g. from an
 * unset variable, counts as not given, as with kubectl.
 */
export function clusterOptions(values: {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly aks?: string;
  readonly subscription?: string;
}): ClusterOptions {
  const kubeconfig = values.kubeconfig || undefined;
  const context = values.context || undefined;
  const aks = aksName(values);
  if (aks && (kubeconfig ?? context) !== undefined) {
    throw new UsageError('--aks needs no kubeconfig: leave out --context, --kubeconfig');
  }
  return { kubeconfig, context, aks };
}

/** Whether a cluster was named at all. */
export function namesCluster({ kubeconfig, context, aks }: ClusterOptions): boolean {
  return (kubeconfig ?? context ?? aks) !== undefined;
}
