import type { Unverified } from './unverified.ts';
import type { Problem } from '../../base/problem.ts';
import type { AksCluster } from '../aks/aksCluster.ts';

/**
 * A cluster that a person can open: a context of their kubeconfigs, or an AKS cluster that has
 * none.
 */
export interface ClusterRef {
  /** Stable over reloads. */
  readonly id: string;
  /** The context's name, or that of the AKS cluster. */
  readonly name: string;
  /**
   * The API server's address as the kubeconfig gives it; empty when the cluster entry is missing.
   */
  readonly server: string;
  readonly namespace: string;
  readonly user: string;
  /**
   * The kubeconfig file that the context was read from; empty for a cluster that Azure alone knows.
   */
  readonly file: string;
  /** What Azure says of it; absent where nobody is signed in, and for other clusters. */
  readonly aks?: AksCluster;
  /** Set where the server does not prove who it is. */
  readonly unverified?: Unverified;
  /** Set when the context cannot be used as it is, e.g. because its user is missing. */
  readonly problem?: Problem;
}

const AKS_HOSTS = [
  '.azmk8s.io',
  '.cx.aks.containerservice.azure.us',
  '.cx.prod.service.azk8s.cn',
] as const;

/** True for an API server of AKS, by its address (public, US government and China clouds). */
export function isAksServer(server: string): boolean {
  const host = URL.parse(server)?.hostname.toLowerCase() ?? '';
  return AKS_HOSTS.some((suffix) => host.endsWith(suffix));
}
