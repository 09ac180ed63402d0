import { count } from '../../../base/text/count.ts';
import { plainText } from '../../../base/text/plainText.ts';
import type { Question } from '../../../base/question.ts';

/** What cancelling did. */
export const SAMPLE_PODS_CANCELLED = 'The sample pods were cancelled. Those that ran are deleted.';

/** What is asked before one pod for each of these runtime classes is run, and one without. */
export function samplePodsQuestion(
  cluster: string,
  namespace: string,
  classes: readonly string[],
): Question {
  const names = classes.map((name) => plainText(name)).join(', ') || 'no runtime class';
  return {
    title: `Run ${count(classes.length + 1, 'sample pod')} in ${cluster}?`,
    detail: `One for each of ${names}, and one without, in the namespace ${plainText(namespace)}. Each prints its kernel, ends and is deleted.`,
  };
}
