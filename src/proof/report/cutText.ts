import { count, numberText } from '../../base/text/count.ts';
import type { CheckReport } from './checkReport.ts';

/** That a check ended before all was checked, as a sentence without its full stop. */
export function cutText({
  pods,
  cancelledOf,
}: Pick<CheckReport, 'pods' | 'cancelledOf'>): string | undefined {
  if (cancelledOf === undefined) return undefined;
  const done = numberText(pods.length);
  return `This is not all: ${done} of ${count(cancelledOf, 'pod')} were checked`;
}
