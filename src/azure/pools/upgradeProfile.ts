import type { AgentPool } from '../../model/aks/agentPool.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { objectOf, objectsOf } from '../arm/json.ts';
import { AKS_API_VERSION, agentPoolPath } from '../arm/paths.ts';
import { POOL_WRITER } from './poolWriter.ts';

/** Azure takes back an upgrade for this long. Source: AKS, roll back a node pool (2026-08-05). */
const ROLL_BACK_MS = 7 * 24 * 60 * 60 * 1000;

/** An image that a pool had, with its Kubernetes version. */
export interface UsedImage {
  readonly image: string;
  readonly version: string;
  /** When it was last used, in milliseconds since the epoch; `NaN` when Azure does not tell. */
  readonly usedAt: number;
}

/** The images that a pool can have. */
export interface UpgradeProfile {
  /** The newest one; empty when Azure does not tell. */
  readonly latestImage: string;
  readonly usedImages: readonly UsedImage[];
}

/** Which images a pool can be brought to. */
export async function getUpgradeProfile(
  arm: ArmClient,
  cluster: Pick<AksCluster, 'id' | 'name'>,
  pool: string,
  signal: AbortSignal,
): Promise<UpgradeProfile> {
  const call = {
    path: `${agentPoolPath(cluster.id, pool)}/upgradeProfiles/default`,
    apiVersion: AKS_API_VERSION,
    subject: {
      verb: 'read',
      object: `the images of the node pool ${pool} of ${cluster.name}`,
      role: POOL_WRITER,
    },
  };
  const properties = objectOf((await arm.read(call, signal)).body['properties']);
  return {
    latestImage: stringOf(properties['latestNodeImageVersion']),
    usedImages: objectsOf(properties['recentlyUsedVersions']).map((used) => ({
      image: stringOf(used['nodeImageVersion']),
      version: stringOf(used['orchestratorVersion']),
      usedAt: Date.parse(stringOf(used['timestamp'])),
    })),
  };
}

/** The images that a pool can go back to now, in Azure's order; one of an unknown time too. */
export function imagesToRollBackTo(
  { usedImages }: UpgradeProfile,
  pool: Pick<AgentPool, 'image'>,
  now: number,
): readonly UsedImage[] {
  return usedImages.filter(
    ({ image, usedAt }) => image !== '' && image !== pool.image && !(now - usedAt > ROLL_BACK_MS),
  );
}

/** The change that brings a pool back to an image that it had. */
export function rollBackChange({ image, version }: UsedImage): Readonly<Record<string, unknown>> {
  return { nodeImageVersion: image, ...(version === '' ? {} : { orchestratorVersion: version }) };
}
