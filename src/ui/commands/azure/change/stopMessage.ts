import type { PoolOutcome } from '../../../../model/aks/poolOperation.ts';
import type { Notice } from '../../../notifications.ts';

/** Nothing was to be stopped any more. */
export function alreadyFinished(pool: string): string {
  return `What Azure did with ${pool} had already finished.`;
}

/** What is said when Azure is done after it was told to stop. */
export function stoppedMessage(pool: string, outcome: PoolOutcome): Notice {
  switch (outcome.is) {
    case 'canceled':
      return {
        severity: 'information',
        message: `Azure stopped what it did with ${pool}. Nothing of what was done is taken back.`,
      };
    case 'gone':
      return { severity: 'warning', message: `${pool} is gone: Azure had deleted it.` };
    case 'failed':
      return {
        severity: 'warning',
        message: `What Azure did with ${pool} failed before it was stopped: ${outcome.failure.message}`,
      };
    case 'ready':
    case 'another':
      return { severity: 'information', message: alreadyFinished(pool) };
  }
}
