import type { ContainerStatus, Pod } from '../../kube/pod.ts';

/** The status column of a pod: its phase, or what keeps it from running. */
export function podReason(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  return initReason(pod) ?? containerReason(pod.status.containerStatuses ?? []) ?? phaseOf(pod);
}

function phaseOf({ status }: Pod): string {
  return status.phase === 'Succeeded' ? 'Completed' : status.phase;
}

function initReason({ spec, status }: Pod): string | undefined {
  const statuses = status.initContainerStatuses ?? [];
  const done = statuses.filter(({ state }) => state.terminated?.exitCode === 0).length;
  const total = spec.initContainers?.length ?? 0;
  if (statuses.length === 0 || done === total) return undefined;
  const waiting = statuses.find(({ state }) => state.waiting !== undefined)?.state.waiting;
  const hasOwnReason = waiting !== undefined && waiting.reason !== 'PodInitializing';
  return hasOwnReason ? `Init:${waiting.reason}` : `Init:${done}/${total}`;
}

function containerReason(statuses: readonly ContainerStatus[]): string | undefined {
  for (const { state } of statuses) {
    if (state.waiting !== undefined) return state.waiting.reason;
    if (state.terminated !== undefined) return state.terminated.reason;
  }
  return undefined;
}
