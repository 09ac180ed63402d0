import { plainText } from '../../../base/text/plainText.ts';
import { isPaused, type Rollout } from '../../../gvisor/deploy/rollout.ts';
import type { CheckResult } from '../../../model/isolation/checkResult.ts';
import { gvisorText } from '../../../model/node/gvisorNode.ts';
import type { Notice } from '../../notifications.ts';
import { count } from '../../../base/text/count.ts';

/**
 * What came out of a rollout, and of the canary pods on the nodes that are ready: a node that
 * stopped counts more than a proof that failed. It does not go yet to `untouched` nodes.
 */
export function rolloutMessage(
  cluster: string,
  release: string,
  rollout: Rollout,
  results: readonly CheckResult[],
  untouched = 0,
): Notice {
  const { ready, stopped, pending, total } = rollout;
  if (total === 0) {
    return {
      severity: 'warning',
      message: `None of the nodes that were to get gVisor is in ${cluster} any more. Deploy gVisor anew.`,
    };
  }
  const [failed] = stopped;
  const nodes = `${ready.length} of ${count(total, 'node')}`;
  if (failed?.gvisor) {
    const others =
      pending.length === 0 ? '' : ` ${count(pending.length, 'node waits', 'nodes wait')} for it.`;
    return {
      severity: 'warning',
      message: `gVisor runs on ${nodes} in ${cluster}. ${failed.name}: ${gvisorText(failed.gvisor)}.${others} Mend it, or deploy without its pool.`,
    };
  }
  const [disproved, ...more] = results.filter(({ verdict }) => verdict !== 'gvisor');
  if (disproved) {
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    return {
      severity: 'warning',
      message: `The installer is done, but a pod did not prove gVisor on ${disproved.name}${others}: ${plainText(disproved.reason, 300)}.`,
    };
  }
  if (isPaused(rollout)) {
    return {
      severity: 'information',
      message: `gVisor runs on ${nodes} in ${cluster}. The rollout is paused: ${count(pending.length, 'node stays', 'nodes stay')} as before until you resume it.`,
    };
  }
  if (untouched > 0) {
    const names = ready.map(({ name }) => name).join(', ');
    return {
      severity: 'information',
      message: `gVisor runs on ${names} in ${cluster}, proven by a pod. ${count(untouched, 'node is', 'nodes are')} as before: Deploy gVisor goes on with them. Release: ${plainText(release, 100)}.`,
    };
  }
  return {
    severity: 'information',
    message: `gVisor runs on ${nodes} in ${cluster}, proven by a pod on each. Release: ${plainText(release, 100)}.`,
  };
}
