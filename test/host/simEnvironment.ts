import type { Sim } from '../sim/sim.ts';

/**
 * The environment in which the extension sees the sim's cluster and nothing of the person's; tests find
 * the sim's own address in it, too. Loopback addresses bypass a person's proxy.
 */
export function simEnvironment(
  sim: Pick<Sim, 'kubeconfig' | 'url' | 'caFile'>,
  inherited: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const direct = [inherited['NO_PROXY'] ?? inherited['no_proxy'], '127.0.0.1', 'localhost'];
  const noProxy = direct.filter(Boolean).join(',');
  return {
    KUBECONFIG: sim.kubeconfig,
    AKS_SANDBOX_TEST_KUBECONFIG: sim.kubeconfig,
    AKS_SANDBOX_TEST_SIM: sim.url,
    AKS_SANDBOX_TEST_CA: sim.caFile,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}
