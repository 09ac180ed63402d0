import { plainText } from '../../../base/plainText.ts';
import { count } from '../../../base/count.ts';
import type { PodName } from '../../../proof/check/podScope.ts';
import type { Question } from '../../../base/question.ts';
import type { Way } from './cancelledText.ts';

const PODS_NAMED = 15;

/** What is asked before the kernels of pods are read in a way that changes the cluster. */
export function fallbackQuestion(way: Way, cluster: string, pods: readonly PodName[]): Question {
  const names = pods
    .slice(0, PODS_NAMED)
    .map(({ namespace, name }) => plainText(`${namespace}/${name}`));
  const rest = pods.length > PODS_NAMED ? [`and ${pods.length - PODS_NAMED} more`] : [];
  const detail = `What is sent for each is in the editor behind this message.\n\n${[...names, ...rest].join('\n')}`;
  const all = count(pods.length, 'pod');
  return way === 'ephemeral'
    ? {
        title: `Add an ephemeral container to ${all} in ${cluster}?`,
        detail,
        button: 'Add Ephemeral Containers',
      }
    : {
        title: `Run a canary pod beside ${all} in ${cluster}?`,
        detail,
        button: 'Run Canary Pods',
      };
}
