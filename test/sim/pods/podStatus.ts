import { createHash } from 'node:crypto';
import { kubeTime } from '../kube/kubeObject.ts';
import type {
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  PodCondition,
  PodStatus,
} from '../kube/pod.ts';

const DIGEST = 'sha256:9ae97d36d26566ff84e8893c64a6dc4fe8ca6d1144bf5b87b2b85a32def253c7';

/** A container as the kubelet reports it. */
export function containerStatusOf(
  container: Container,
  state: ContainerState,
  restartCount = 0,
): ContainerStatus {
  const image = container.image ?? '';
  const isRunning = state.running !== undefined;
  const wasStarted = isRunning || state.terminated !== undefined;
  const repository = image.replace(/[:@][^/]*$/, '');
  return {
    name: container.name,
    state,
    lastState: {},
    ready: isRunning || state.terminated?.exitCode === 0,
    restartCount,
    image,
    imageID: wasStarted ? `${repository}@${DIGEST}` : '',
    ...(wasStarted ? { containerID: `containerd://${idOf(`${container.name}${image}`)}` } : {}),
    started: isRunning,
  };
}

/** 64 hexadecimal digits, the same for the same text. */
export function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A UUID that is the same for the same text. */
export function uuidOf(text: string): string {
  const hex = idOf(text);
  const part = (start: number, length: number) => hex.slice(start, start + length);
  return `${part(0, 8)}-${part(8, 4)}-4${part(12, 3)}-8${part(15, 3)}-${part(18, 12)}`;
}

export function condition(
  type: string,
  isTrue: boolean,
  at: string,
  why: Partial<PodCondition> = {},
): PodCondition {
  return {
    type,
    status: isTrue ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: at,
    observedGeneration: 1,
    ...why,
  };
}

/** The status of a pod whose containers all run. */
export function runningStatus(pod: Pod, hostIP: string, podIP: string, at = kubeTime()): PodStatus {
  const running = (container: Container) =>
    containerStatusOf(container, { running: { startedAt: at } });
  const inits = (pod.spec.initContainers ?? []).map((container) =>
    containerStatusOf(container, { terminated: exited(0, at) }),
  );
  return {
    ...pod.status,
    observedGeneration: 1,
    phase: 'Running',
    conditions: [
      condition('PodReadyToStartContainers', true, at),
      condition('Initialized', true, at),
      condition('Ready', true, at),
      condition('ContainersReady', true, at),
      condition('PodScheduled', true, at),
    ],
    hostIP,
    hostIPs: [{ ip: hostIP }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: at,
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits }),
    containerStatuses: pod.spec.containers.map(running),
  };
}

/** The status of a pod whose init container at a position still runs. */
export function initializingStatus(
  pod: Pod,
  position: number,
  hostIP: string,
  podIP: string,
  at = kubeTime(),
): PodStatus {
  const { containers, initContainers = [] } = pod.spec;
  const left = initContainers.slice(position).map(({ name }) => name);
  const message = `containers with incomplete status: [${left.join(' ')}]`;
  const unready = containers.map(({ name }) => name).join(' ');
  const why = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready}]`,
  };
  const waiting = { waiting: { reason: 'PodInitializing' } };
  return {
    ...runningStatus(pod, hostIP, podIP, at),
    phase: 'Pending',
    conditions: [
      condition('PodReadyToStartContainers', true, at),
      condition('Initialized', false, at, { reason: 'ContainersNotInitialized', message }),
      condition('Ready', false, at, why),
      condition('ContainersReady', false, at, why),
      condition('PodScheduled', true, at),
    ],
    initContainerStatuses: initContainers.map((container, i) => {
      if (i < position) return containerStatusOf(container, { terminated: exited(0, at) });
      return containerStatusOf(container, i > position ? waiting : { running: { startedAt: at } });
    }),
    containerStatuses: containers.map((container) => containerStatusOf(container, waiting)),
  };
}

/**
 * The status after processes have ended: `exitCodes` by the containers' positions, `undefined`
 * for one that goes on.
 */
export function endedStatus(
  pod: Pod,
  exitCodes: readonly (number | undefined)[],
  at = kubeTime(),
): PodStatus {
  const { restartPolicy = 'Always' } = pod.spec;
  const restarts = (code: number) =>
    restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && code !== 0);
  const isOver = exitCodes.every((code) => code !== undefined && !restarts(code));
  const isFailed = exitCodes.some((code) => code !== undefined && code !== 0);
  const why = isOver ? { reason: isFailed ? 'PodFailed' : 'PodCompleted' } : {};
  const statuses = pod.status.containerStatuses ?? [];
  const isReady = exitCodes.every((code) => code === undefined);
  return {
    ...pod.status,
    phase: isOver ? (isFailed ? 'Failed' : 'Succeeded') : 'Running',
    conditions: [
      condition('PodReadyToStartContainers', !isOver, at),
      condition('Initialized', true, at, isOver && !isFailed ? why : {}),
      condition('Ready', isReady, at, why),
      condition('ContainersReady', isReady, at, why),
      condition('PodScheduled', true, at),
    ],
    containerStatuses: statuses.map((status, i) => {
      const code = exitCodes[i];
      return code === undefined ? status : endedContainer(status, code, restarts(code), at);
    }),
  };
}

/** A container whose process has ended; one that is restarted waits for that. */
export function endedContainer(
  status: ContainerStatus,
  code: number,
  restarts: boolean,
  at = kubeTime(),
): ContainerStatus {
  const { containerID = '' } = status;
  const terminated = { ...exited(code, at), containerID };
  const { started, ...rest } = status;
  const ended = { ...rest, ready: false, ...(started === undefined ? {} : { started: false }) };
  if (!restarts) return { ...ended, state: { terminated } };
  const message = `back-off 10s restarting failed container=${status.name}`;
  return {
    ...ended,
    state: { waiting: { reason: 'CrashLoopBackOff', message } },
    lastState: { terminated },
    restartCount: status.restartCount + 1,
  };
}

/** The status of a pod whose containers are done. */
export function completedStatus(pod: Pod, hostIP: string, podIP: string, at: string): PodStatus {
  const running = runningStatus(pod, hostIP, podIP, at);
  const why = { reason: 'PodCompleted' };
  return {
    ...running,
    phase: 'Succeeded',
    conditions: [
      condition('PodReadyToStartContainers', false, at),
      condition('Initialized', true, at, why),
      condition('Ready', false, at, why),
      condition('ContainersReady', false, at, why),
      condition('PodScheduled', true, at),
    ],
    containerStatuses: pod.spec.containers.map((container) => ({
      ...containerStatusOf(container, { terminated: exited(0, at) }),
      ready: false,
    })),
  };
}

/** The status of a pod that has a node but no sandbox yet. */
export function creatingStatus(pod: Pod, hostIP: string, at = kubeTime()): PodStatus {
  const { containers } = pod.spec;
  const names = containers.map(({ name }) => name).join(' ');
  const why = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names}]`,
  };
  return {
    ...pod.status,
    observedGeneration: 1,
    phase: 'Pending',
    conditions: [
      condition('PodReadyToStartContainers', false, at),
      condition('Initialized', true, at),
      condition('Ready', false, at, why),
      condition('ContainersReady', false, at, why),
      condition('PodScheduled', true, at),
    ],
    hostIP,
    hostIPs: [{ ip: hostIP }],
    startTime: at,
    containerStatuses: containers.map((container) =>
      containerStatusOf(container, { waiting: { reason: 'ContainerCreating' } }),
    ),
  };
}

/** The status of a pod that no node takes. */
export function unschedulableStatus(pod: Pod, message: string, at = kubeTime()): PodStatus {
  return {
    ...pod.status,
    phase: 'Pending',
    conditions: [condition('PodScheduled', false, at, { reason: 'Unschedulable', message })],
  };
}

function exited(exitCode: number, at: string) {
  return {
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    startedAt: at,
    finishedAt: at,
  };
}
