import { failureProblem } from '../../../../azure/arm/armError.ts';
import { capitalized } from '../../../../base/text/capitalized.ts';
import { count } from '../../../../base/text/count.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { problemText } from '../../../../base/problem.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import { type CheckResult, VERDICT_NAMES } from '../../../../model/isolation/checkResult.ts';
import type { CreationProgress } from '../../../../provision/poolCreation.ts';
import type { PoolEnd, PoolProof } from '../../../../provision/poolEnd.ts';
import type { Notice } from '../../../notifications.ts';

type About = Pick<PoolOperation, 'pool' | 'clusterName' | 'clusterId'>;
type Followed = About & Pick<PoolOperation, 'step'>;

/** How a pool is called in messages. */
export function poolName({ pool, clusterName }: About): string {
  return `the node pool ${plainText(pool)} in ${plainText(clusterName)}`;
}

/** What goes on, as the title of its progress. */
export function followTitle(about: Followed): string {
  return about.step === 'reconcile'
    ? `Reconciling ${plainText(about.clusterName)} for its node pool ${plainText(about.pool)}`
    : `Creating ${poolName(about)}`;
}

/** How far the creation of a pool is; `forMs` since it began. */
export function progressText(progress: CreationProgress, forMs: number): string {
  switch (progress.step) {
    case 'sending':
      return 'sending';
    case 'azure': {
      const { pool, problem } = progress;
      if (problem) return `${plainText(problem.what, 200)}; it is asked again`;
      return `Azure: ${plainText(pool?.state ?? '', 60)}, for ${durationText(forMs)}`;
    }
    case 'reconcile':
      return `Azure: the cluster is ${plainText(progress.state, 60)}`;
    case 'class':
      return 'ready; waiting for the RuntimeClass';
    case 'node':
      return 'ready; waiting for a node';
    case 'proof':
      return `a pod proves ${plainText(progress.node)}`;
  }
}

function durationText(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  return minutes === 0 ? 'less than a minute' : count(minutes, 'minute');
}

/** What cancelling did and did not do. */
export function noLongerAwaited(about: Followed, wasSent: boolean): string {
  if (about.step === 'reconcile') {
    return `You no longer wait for ${plainText(about.clusterName)} to be reconciled: Azure goes on with it. Nothing proves ${poolName(about)} then; Check Kernel does later.`;
  }
  return wasSent
    ? `You no longer wait for ${poolName(about)}: Azure goes on creating it, and the tree shows how far it is. Nothing proves it then; Check Kernel does later.`
    : `You no longer wait for ${poolName(about)}. Its request is on its way: whether Azure took it is seen in the tree after a refresh.`;
}

/** What is said at the end; each is what Azure and the cluster said, and no more. */
export function endNotice(end: PoolEnd, about: About): Notice {
  const name = poolName(about);
  switch (end.is) {
    case 'ready':
      return readyNotice(
        `${capitalized(name)} is ready, Azure says, with ${count(end.count, 'node')}.`,
        end,
        about,
      );
    case 'failed': {
      const problem = failureProblem({ verb: 'create', object: name }, end.failure);
      const code = end.failure.code === '' ? '' : ` (${plainText(end.failure.code, 80)})`;
      return warning(
        `${problemText({ ...problem, what: `${problem.what}${code}` })} It is there as Failed: delete it before you create one of that name.`,
      );
    }
    case 'canceled':
      return warning(
        `The creation of ${name} was stopped on Azure. What was made of it stays and may cost: delete it if it is not needed.`,
      );
    case 'gone':
      return warning(`There is no longer a ${name.replace(/^the /, '')}: somebody deleted it.`);
    case 'another':
      return warning(
        `There is another ${name.replace(/^the /, '')} than the one that was asked for: somebody else made it. Yours is not there.`,
      );
    case 'not-created':
      return warning(
        `Azure did not create ${name}: it was looked for and is not there. It can be created again.`,
      );
  }
}

function readyNotice(
  ready: string,
  { count: nodes, proof }: { readonly count: number; readonly proof: PoolProof },
  about: About,
): Notice {
  const cluster = plainText(about.clusterName);
  switch (proof.is) {
    case 'checked':
      return checkedNotice(ready, proof.result);
    case 'none':
      return {
        severity: 'information',
        message: `${ready} It has no sandbox yet: Deploy gVisor brings it.`,
      };
    case 'unknown':
      return {
        severity: 'warning',
        message: `${ready} Nothing proved it: ${plainText(proof.why, 300)}.`,
      };
    case 'no-class':
      return {
        severity: 'warning',
        message: `${ready} But ${cluster} has no RuntimeClass of Pod Sandboxing after five minutes. An update of the cluster without a change makes AKS bring it.`,
      };
    case 'no-node':
      return nodes === 0
        ? {
            severity: 'information',
            message: `${ready} The RuntimeClass ${plainText(proof.runtimeClass)} is there; without a node nothing could be proved.`,
          }
        : {
            severity: 'warning',
            message: `${ready} But none of its nodes could run ${plainText(proof.runtimeClass)} within five minutes: see the nodes in the tree.`,
          };
  }
}

function checkedNotice(ready: string, result: CheckResult): Notice {
  const pod = `A pod of ${plainText(result.runtimeClass ?? '')} on ${plainText(result.node ?? '')}`;
  if (result.verdict === 'vm') {
    return {
      severity: 'information',
      message: `${ready} ${pod} proved Kata: ${plainText(result.reason, 300)}.`,
    };
  }
  return {
    severity: 'warning',
    message: `${ready} But it is not proved: ${pod} gave ${VERDICT_NAMES[result.verdict]} (${plainText(result.reason, 300)}).`,
  };
}

function warning(message: string): Notice {
  return { severity: 'warning', message };
}
