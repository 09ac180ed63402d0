import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { AgentPool } from '../../model/aks/agentPool.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { AKS_API_VERSION, agentPoolPath, agentPoolsPath } from '../arm/paths.ts';
import { readAgentPool } from './readAgentPool.ts';

/** The agent pools of a cluster, in Azure's order. */
export async function listAgentPools(
  arm: ArmClient,
  cluster: Pick<AksCluster, 'id' | 'name'>,
  signal: AbortSignal,
): Promise<readonly AgentPool[]> {
  const call = {
    path: agentPoolsPath(cluster.id),
    apiVersion: AKS_API_VERSION,
    subject: { verb: 'read', object: `the node pools of ${cluster.name}`, role: 'Reader' },
  };
  return (await arm.list(call, signal)).map(readAgentPool);
}

/** One agent pool. Throws an `ArmError` of status 404 when there is none. */
export async function getAgentPool(
  arm: ArmClient,
  cluster: Pick<AksCluster, 'id' | 'name'>,
  name: string,
  signal: AbortSignal,
): Promise<AgentPool> {
  const call = {
    path: agentPoolPath(cluster.id, name),
    apiVersion: AKS_API_VERSION,
    subject: { verb: 'read', object: `the node pool ${name} of ${cluster.name}`, role: 'Reader' },
  };
  return readAgentPool((await arm.read(call, signal)).body);
}
