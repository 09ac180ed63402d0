import { count } from '../../../base/text/count.ts';
import { podNames } from '../../../model/pod/podNames.ts';
import type { PodName } from '../../../proof/selection/podScope.ts';
import type { Question } from '../../../base/question.ts';
import type { Way } from './cancelledText.ts';
import { type ProbeImage, probeImageText } from '../target/probeImage.ts';

/** What is asked before the kernels of pods are read in a way that changes the cluster. */
export function fallbackQuestion(
  way: Way,
  cluster: string,
  pods: readonly PodName[],
  image: ProbeImage,
): Question {
  const detail = [...probeImageText(image), podNames(pods)].join('\n\n');
  const all = count(pods.length, 'pod');
  return way === 'ephemeral'
    ? {
        title: `Add an ephemeral container to ${all} in ${cluster}?`,
        detail,
      }
    : {
        title: `Run a canary pod beside ${all} in ${cluster}?`,
        detail,
      };
}
