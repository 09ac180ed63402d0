import type { Sim } from '../sim/sim.ts';

/**
 * The environment in which the extension sees the sim's cluster and nothing of the person's; tests find
 * the sim's own address in it, too.
 */
export function simEnvironment(
  sim: Pick<Sim, 'kubeconfig' | 'url' | 'caFile'> & { readonly azure: { readonly url: string } },
  inherited: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  return {
    ...clusterEnvironment(sim.kubeconfig, ['127.0.0.1', 'localhost'], inherited),
    AKS_SANDBOX_TEST_KUBECONFIG: sim.kubeconfig,
    AKS_SANDBOX_TEST_SIM: sim.url,
    AKS_SANDBOX_TEST_ARM: sim.azure.url,
    AKS_SANDBOX_TEST_CA: sim.caFile,
  };
}

/** The environment in which the extension sees the clusters of a kubeconfig; their hosts bypass a person's proxy. */
export function clusterEnvironment(
  kubeconfig: string,
  hosts: readonly string[],
  inherited: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const direct = [inherited['NO_PROXY'] ?? inherited['no_proxy'], ...hosts];
  const noProxy = direct.filter(Boolean).join(',');
  return { KUBECONFIG: kubeconfig, NO_PROXY: noProxy, no_proxy: noProxy };
}
