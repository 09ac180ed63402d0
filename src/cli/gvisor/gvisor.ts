import { listAgentPools } from '../../azure/pools/agentPoolRequests.ts';
import { installerManifest } from '../../gvisor/manifest/installerManifest.ts';
import type { InstallerOptions } from '../../gvisor/manifest/installerOptions.ts';
import { manifestYaml } from '../../gvisor/manifest/manifestYaml.ts';
import type { AksName } from '../cluster/aksName.ts';
import { type EndpointOf, findAksCluster } from '../cluster/findAksCluster.ts';
import { EXIT_OK } from '../terminal/exitCode.ts';
import { parseGVisorManifestOptions } from './gvisorManifestOptions.ts';
import { GVISOR_MANIFEST_HELP } from './gvisorManifestHelp.ts';
import { poolTolerations } from './poolTolerations.ts';
import { terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usageError.ts';

/** `gvisor manifest`: prints the objects of the installer, for GitOps. */
export async function gvisor(
  [command, ...rest]: readonly string[],
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<number> {
  if (command === '--help' || command === '-h') {
    terminal.print(GVISOR_MANIFEST_HELP);
    return EXIT_OK;
  }
  if (command !== 'manifest') {
    throw new UsageError(
      command === undefined ? 'gvisor needs a command: manifest' : `there is no gvisor ${command}`,
    );
  }
  const options = parseGVisorManifestOptions(rest);
  if (!options) {
    terminal.print(GVISOR_MANIFEST_HELP);
    return EXIT_OK;
  }
  const { installer, aks } = options;
  const fitting = aks ? await fittedTo(aks, installer, endpointOf, signal) : installer;
  terminal.print(await manifestYaml(installerManifest(fitting)));
  return EXIT_OK;
}

/**
 * What is installed, with what the pools' taints ask for. Asks Azure for its pools, and no API
 * server.
 */
async function fittedTo(
  aks: AksName,
  installer: InstallerOptions,
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<InstallerOptions> {
  const { cluster, arm } = await findAksCluster(aks, endpointOf, signal);
  const pools = await listAgentPools(arm, cluster, signal);
  const tolerations = [
    ...installer.tolerations,
    ...poolTolerations(installer.pools.names, pools, cluster.name),
  ];
  const distinct = new Map(tolerations.map((one) => [JSON.stringify(one), one]));
  return { ...installer, tolerations: [...distinct.values()] };
}
