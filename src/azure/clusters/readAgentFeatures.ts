import type { AgentFeatures } from '../../model/aks/agentFeatures.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { objectOf } from '../arm/json.ts';
import { clusterPath } from '../arm/paths.ts';

/**
 * The only api-version that is known to tell: azure-mgmt-containerservice 41.9.0b1 (2026-11). Read
 * only; nothing is ever written with it.
 */
const PREVIEW_API_VERSION = '2026-08-02-preview';

/**
 * Whether Azure's agent sandboxes and pod snapshots are enabled in a cluster. Throws an `ArmError`
 * where Azure does not serve that api-version, or the cluster may not be read.
 */
export async function readAgentFeatures(
  arm: ArmClient,
  { id, name }: Pick<AksCluster, 'id' | 'name'>,
  signal: AbortSignal,
): Promise<AgentFeatures> {
  const subject = { verb: 'read', object: `the cluster ${name}`, role: 'Reader' };
  const call = { path: clusterPath(id), apiVersion: PREVIEW_API_VERSION, subject };
  const { body } = await arm.read(call, signal);
  const properties = objectOf(body['properties']);
  const agentSandbox = objectOf(properties['agentSandboxProfile'])['enabled'];
  const podSnapshot = objectOf(properties['podSnapshotProfile'])['enabled'];
  return {
    ...(typeof agentSandbox === 'boolean' ? { agentSandbox } : {}),
    ...(typeof podSnapshot === 'boolean' ? { podSnapshot } : {}),
  };
}
