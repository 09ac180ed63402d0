import { failureProblem } from '../../../../azure/arm/armError.ts';
import type { PoolChangeKind } from '../../../../azure/operations/sendChange.ts';
import { problemText } from '../../../../base/problem.ts';
import type { PoolOutcome } from '../../../../model/aks/poolOperation.ts';
import type { Notice } from '../../../notifications.ts';
import { CHANGE_WORDS } from './changeWords.ts';

/** What is said when Azure is done with a pool; `pool` names it with its cluster. */
export function changeMessage(kind: PoolChangeKind, pool: string, outcome: PoolOutcome): Notice {
  const { doing, done, verb } = CHANGE_WORDS[kind];
  switch (outcome.is) {
    case 'ready':
      return kind === 'delete'
        ? warning(`${pool} ${done}: Azure did not delete it.`)
        : information(`${pool} ${done}, Azure says.`);
    case 'gone':
      return kind === 'delete'
        ? information(`${pool} is deleted.`)
        : warning(`${pool} is gone: somebody deleted it.`);
    case 'canceled':
      return warning(`${doing} ${pool} was stopped. Nothing of what was done is taken back.`);
    case 'another':
      return warning(`${pool} is not as it was asked for: somebody changed it meanwhile.`);
    case 'failed': {
      const subject = { verb, object: `the node pool ${pool}` };
      return warning(problemText(failureProblem(subject, outcome.failure)));
    }
  }
}

/** What is said when a person waits no longer. */
export function noLongerWaited(kind: PoolChangeKind, pool: string): string {
  const { doing } = CHANGE_WORDS[kind];
  return `${doing} ${pool} goes on in Azure, which is not waited for any more. Stop Running Operation stops it.`;
}

function warning(message: string): Notice {
  return { severity: 'warning', message };
}

function information(message: string): Notice {
  return { severity: 'information', message };
}
