import type { Container, ContainerStatus, Pod } from '../kube/pod.ts';
import { badRequest } from '../kube/statusError.ts';

/** All containers of a pod in the order in which errors name them. */
export function containersOf(pod: Pod): Container[] {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
  return [...containers, ...initContainers, ...ephemeralContainers];
}

export function containerStatus(pod: Pod, name: string): ContainerStatus | undefined {
  const { containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = pod.status;
  return [containerStatuses, initContainerStatuses, ephemeralContainerStatuses]
    .flatMap((statuses) => statuses ?? [])
    .find((status) => status.name === name);
}

/** The container that exec or log is about; throws the API server's 400 when it is unclear. */
export function targetContainer(pod: Pod, asked: string): string {
  const name = pod.metadata.name;
  if (asked !== '') {
    if (containersOf(pod).some((container) => container.name === asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  const { containers, initContainers = [] } = pod.spec;
  const [only] = containers;
  if (only !== undefined && containers.length === 1) return only.name;
  const inits =
    initContainers.length === 0
      ? ''
      : ` or one of the init containers: [${namesOf(initContainers)}]`;
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${namesOf(containers)}]${inits}`,
  );
}

function namesOf(containers: readonly Container[]): string {
  return containers.map(({ name }) => name).join(' ');
}
