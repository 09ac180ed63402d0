import { UserError } from '../../base/problem.ts';
import { type AgentPool, isInTransition } from '../../model/aks/agentPool.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { PoolOperationKind } from '../../model/aks/poolOperation.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import { changedBody, changePool, deletePool, upgradeNodeImage } from './changePool.ts';
import { poolAfterwards } from './poolAfterwards.ts';
import { isSamePool } from './samePool.ts';
import { wasNotDone } from './wasNotDone.ts';

/** What is done with a pool that is there. */
export type PoolChangeKind = Exclude<PoolOperationKind, 'create'>;

/** A change of a pool as it was read. */
export interface PoolChange {
  readonly kind: PoolChangeKind;
  /** The properties that get other values; of an upgrade, those that Azure is to come to. */
  readonly change: Readonly<Record<string, unknown>>;
}

type Target = Pick<AksCluster, 'id' | 'name'>;

/** What was asked for, as the pool tells it back: Azure leaves out what it was told to forget. */
export function askedOf({ change }: PoolChange): Readonly<Record<string, unknown>> {
  const entries = Object.entries(change);
  return Object.fromEntries(
    entries.filter(([, value]) => typeof value === 'number' || typeof value === 'string'),
  );
}

/**
 * Sends a change, once. `changed`: somebody changed the pool since it was read, and nothing was
 * done. When no clear answer comes, the pool itself is looked at. Throws when Azure refuses, and a
 * `UserError` whose words say so when nothing was done or that cannot be told.
 */
export async function sendChange(
  arm: ArmClient,
  cluster: Target,
  pool: AgentPool,
  change: PoolChange,
  signal: AbortSignal,
): Promise<'taken' | 'changed'> {
  try {
    await send(arm, cluster, pool, change, signal);
    return 'taken';
  } catch (error) {
    if (error instanceof ArmError && error.status === 412) return 'changed';
    if (wasNotDone(error)) throw error;
    if (await isTaken(arm, cluster, pool.name, change, signal)) return 'taken';
    throw new UserError(
      {
        kind: 'server',
        what: `Azure gave no clear answer, and the node pool ${pool.name} of ${cluster.name} is as it was`,
        next: '',
        retryable: true,
      },
      error,
    );
  }
}

/** Whether Azure is at work on what was sent, or is done with it. */
export async function isTaken(
  arm: ArmClient,
  cluster: Target,
  pool: string,
  change: PoolChange,
  signal: AbortSignal,
): Promise<boolean> {
  const now = await poolAfterwards(
    arm,
    cluster,
    pool,
    {
      asked: `what it does with the node pool ${pool} of ${cluster.name}`,
      look: 'the node pool',
    },
    signal,
  );
  if (!now) return change.kind === 'delete';
  if (isInTransition(now.state)) return true;
  const asked = askedOf(change);
  return Object.keys(asked).length > 0 && isSamePool(asked, now.properties);
}

function send(
  arm: ArmClient,
  cluster: Target,
  pool: AgentPool,
  { kind, change }: PoolChange,
  signal: AbortSignal,
): Promise<unknown> {
  switch (kind) {
    case 'delete':
      return deletePool(arm, cluster, pool, signal);
    case 'upgradeImage':
      return upgradeNodeImage(arm, cluster, pool.name, signal);
    case 'scale':
    case 'rollBackImage': {
      const verb = kind === 'scale' ? 'scale' : 'roll back the image of';
      return changePool(arm, cluster, pool, changedBody(pool, change), verb, signal);
    }
  }
}
