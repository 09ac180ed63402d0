import { count } from '../../../base/text/count.ts';
import { plainText } from '../../../base/text/plainText.ts';
import type { Question } from '../../../base/question.ts';
import { type ProbeImage, probeImageText } from '../target/probeImage.ts';

/** What cancelling did. */
export const SAMPLE_PODS_CANCELLED =
  'The sample pods were cancelled. Those that were started are deleted; one that cannot be ends by itself within two minutes.';

/** What is asked before one pod for each of these runtime classes is run, and one without. */
export function samplePodsQuestion(
  cluster: string,
  namespace: string,
  classes: readonly string[],
  image: ProbeImage,
): Question {
  const names = classes.map((name) => plainText(name)).join(', ');
  const which =
    names === ''
      ? 'One without a runtime class, as no node can run one'
      : `One for each of ${names}, and one without`;
  const what = `${which}, in the namespace ${plainText(namespace)}. Each prints its kernel, ends and is deleted.`;
  return {
    title: `Run ${count(classes.length + 1, 'sample pod')} in ${cluster}?`,
    detail: [what, ...probeImageText(image)].join('\n\n'),
  };
}
