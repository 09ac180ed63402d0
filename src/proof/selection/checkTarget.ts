import type { AgentSandbox } from '../../model/agents/agentSandbox.ts';
import { listOf, stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { hasEnded, type SandboxPod } from '../../model/pod/pod.ts';
import { DEFAULT_CONTAINER_ANNOTATION } from '../../model/labels.ts';
import { projectPod, type RawPod } from '../../kube/resources/podResource.ts';

/** A pod to check: the pod itself, and which of its containers can take a command now. */
export interface CheckTarget {
  readonly pod: SandboxPod;
  readonly running: readonly string[];
  /** How often its containers were started again; absent where nobody counts. */
  readonly restarts?: number;
  /** The agent Sandbox that controls the pod, as far as it could be read. */
  readonly sandbox?: AgentSandbox;
}

/**
 * Reads a pod as the API sends it. The default container comes first, then the others, then init
 * containers.
 */
export function projectCheckTarget(raw: RawPod): CheckTarget {
  const preferred = raw.metadata?.annotations?.[DEFAULT_CONTAINER_ANNOTATION];
  const statuses = [
    ...listOf(raw.status?.containerStatuses),
    ...listOf(raw.status?.initContainerStatuses),
  ];
  const names = statuses
    .filter(({ state }) => state?.running !== undefined)
    .map(({ name }) => stringOf(name));
  return {
    pod: projectPod(raw),
    running: names.toSorted((a, b) => Number(b === preferred) - Number(a === preferred)),
    restarts: statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0),
  };
}

/**
 * Why a pod on a node of this OS cannot be asked for its kernel at all; `undefined` when it can.
 */
export function uncheckable(
  { pod, running }: CheckTarget,
  nodeOs?: string,
): { readonly verdict: 'indeterminate' | 'not-applicable'; readonly reason: string } | undefined {
  if (pod.windows || nodeOs === 'windows') {
    return { verdict: 'not-applicable', reason: 'a Windows pod: neither gVisor nor Kata runs it' };
  }
  if (hasEnded(pod)) {
    return { verdict: 'indeterminate', reason: `the pod has ended (${pod.phase})` };
  }
  if (pod.phase === 'Pending' && running.length === 0) {
    const why = pod.waiting ? `: ${pod.waiting}` : '';
    return { verdict: 'indeterminate', reason: `the pod is Pending${why}` };
  }
  if (running.length === 0) {
    return { verdict: 'indeterminate', reason: 'none of its containers is running' };
  }
  return undefined;
}
