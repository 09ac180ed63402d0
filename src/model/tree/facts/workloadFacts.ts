import { markdownCode, markdownText } from '../../../base/text/plainText.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import { type PodlessWorkload, podCountText } from '../../workload/podlessWorkload.ts';

/** What is known of a workload without its pods, as names and Markdown; empty for what is not. */
export function workloadFacts({
  workload,
  claim,
  why,
}: PodlessWorkload): readonly (readonly [name: string, value: string])[] {
  const { owner, runtimeClass, failure } = workload;
  return [
    ['Has', podCountText(workload)],
    ['Why', markdownText(why, 500)],
    ['RuntimeClass', markdownCode(runtimeClass)],
    ['Claims', ISOLATION_NAMES[claim]],
    ['Controlled by', owner ? markdownText(`${owner.kind} ${owner.name}`) : ''],
    ['Its controller says', failure && failure !== why ? markdownText(failure, 500) : ''],
  ];
}
