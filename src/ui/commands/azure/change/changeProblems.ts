import { UserError } from '../../../../base/problem.ts';
import { type AgentPool, isInTransition } from '../../../../model/aks/agentPool.ts';
import type { AksCluster } from '../../../../model/aks/aksCluster.ts';

/**
 * Throws where Azure would refuse anything: it does one thing with a pool, or a cluster, at a time.
 */
export function assertIdle(
  { name, state }: Pick<AgentPool | AksCluster, 'name' | 'state'>,
  next = 'Wait until that is over, or stop it with Stop Running Operation.',
): void {
  if (!isInTransition(state)) return;
  throw new UserError({
    kind: 'conflict',
    what: `Azure is at work on ${name} (${state})`,
    next,
    retryable: false,
  });
}

/** Throws where a pool is the only one of mode System: a cluster cannot be without. */
export function assertNotLastSystemPool(
  { name, mode }: Pick<AgentPool, 'name' | 'mode'>,
  pools: readonly Pick<AgentPool, 'name' | 'mode'>[],
): void {
  const isOther = (other: Pick<AgentPool, 'name' | 'mode'>) =>
    other.mode === 'System' && other.name !== name;
  if (mode !== 'System' || pools.some(isOther)) return;
  throw new UserError({
    kind: 'configuration',
    what: `${name} is the last node pool of mode System: a cluster cannot be without one`,
    next: 'Create another System pool first.',
    retryable: false,
  });
}

/** There is nothing newer. */
export function newestImage({ name, image }: Pick<AgentPool, 'name' | 'image'>): UserError {
  return new UserError({
    kind: 'configuration',
    what: `${name} has the newest image that Azure offers it: ${image}`,
    next: 'New images come about each week.',
    retryable: false,
  });
}

/** There is nothing to go back to. */
export function noImageToRollBackTo({ name }: Pick<AgentPool, 'name'>): UserError {
  return new UserError({
    kind: 'configuration',
    what: `Azure offers no image that ${name} could go back to`,
    next: 'It takes back an upgrade within seven days.',
    retryable: false,
  });
}
