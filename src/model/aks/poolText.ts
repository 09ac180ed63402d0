import { count } from '../../base/text/count.ts';
import { plainText } from '../../base/text/plainText.ts';
import { type AgentPool, isInTransition, OLD_KATA_RUNTIME } from './agentPool.ts';
import { isOldImage, nodeImageAge } from './nodeImage.ts';

/** Words of `provisioningState` as a row says them; an unknown one is said as Azure spells it. */
const STATES: Readonly<Record<string, string>> = {
  Creating: 'creating…',
  Updating: 'updating…',
  Scaling: 'scaling…',
  Upgrading: 'upgrading…',
  UpgradingNodeImageVersion: 'upgrading its image…',
  Deleting: 'deleting…',
  Starting: 'starting…',
  Stopping: 'stopping…',
  Canceling: 'being stopped…',
  Canceled: 'stopped before it was done',
};

/** What Azure does with a pool, or why it failed; empty when there is nothing to say. */
export function poolStateText({ state, failure, power }: AgentPool): string {
  if (state === 'Failed') {
    return failure ? `failed: ${plainText(failure.message || failure.code, 200)}` : 'failed';
  }
  if (state !== 'Succeeded' && state !== '') return STATES[state] ?? plainText(`${state}…`, 60);
  return power === 'Stopped' ? 'stopped' : '';
}

/**
 * Where Azure's record and the nodes differ; empty when they agree, and while Azure changes the
 * pool.
 */
export function nodeCountText(
  { state, count: asked, priority, power }: AgentPool,
  nodes: number,
): string {
  if (isInTransition(state) || power === 'Stopped' || asked === nodes) return '';
  const spot = priority === 'Spot' && nodes < asked ? ', Spot' : '';
  return `${count(asked, 'node')} asked for${spot}, ${nodes} there`;
}

/** How the autoscaler bounds a pool; empty when nobody scales it. */
export function autoscaleText({ autoscale }: AgentPool): string {
  return autoscale ? `autoscaled ${autoscale.min}–${autoscale.max}` : '';
}

/** What of a Kata pool's image or runtime a person should act on; empty when there is nothing. */
export function poolWarning(
  { isolation, image, latestImage, workloadRuntime }: AgentPool,
  now: number,
): string {
  if (isolation !== 'kata') return '';
  if (workloadRuntime === OLD_KATA_RUNTIME) return 'old preview pool: replace it';
  const age = nodeImageAge(image, now);
  if (age === undefined || !isOldImage(image, now)) return '';
  const what = `image ${count(age, 'day')} old`;
  return latestImage === image ? `${what}, Azure has no newer one` : `${what}: upgrade it`;
}
