import { trackUpdate } from '../apply/managers.ts';
import type { Cluster } from '../cluster.ts';
import { copyJson, isJsonObject, valueAt } from '../kube/json.ts';
import { recordEvent, type EventText } from '../kube/events.ts';
import { textOf } from '../kube/textOf.ts';
import { kubeTime } from '../kube/kubeObject.ts';
import type { KubeNode } from '../kube/node.ts';
import type { Container, ContainerStatus, Pod } from '../kube/pod.ts';
import { servedType } from '../kube/resourceTypes.ts';
import type { StoreEvent } from '../kube/table.ts';
import { processOf } from './containerProcess.ts';
import {
  containerStatusOf,
  creatingStatus,
  endedContainer,
  endedStatus,
  idOf,
  initializingStatus,
  runningStatus,
  unschedulableStatus,
} from './podStatus.ts';
import { placePod } from './scheduling.ts';

const PODS = servedType('pods');
const NODES = servedType('nodes');

/** Handlers that containerd on AKS nodes has without anybody's doing. */
const BUILT_IN_HANDLERS: ReadonlySet<string> = new Set(['', 'runc', 'untrusted']);

/** Plays scheduler and kubelet for pods that are created while the cluster runs. */
export class PodLife {
  readonly #cluster: Cluster;
  #nextIp = 1;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    cluster.store.subscribe(PODS, (event) => this.#onPod(event));
    cluster.store.subscribe(NODES, (event) => this.#onNode(event));
  }

  #onPod({ type, entry }: StoreEvent): void {
    const pod = entry.object as Pod;
    if (!isWhole(pod)) return;
    if (type === 'ADDED') this.#soon(() => this.#schedule(pod.metadata));
    else if (type === 'MODIFIED' && hasFreshEphemeral(pod)) {
      this.#soon(() => this.#startEphemeral(pod.metadata));
    }
  }

  /** A node that changes may be the one that a waiting pod needs. */
  #onNode({ type }: StoreEvent): void {
    if (type === 'DELETED') return;
    const { store } = this.#cluster;
    for (const entry of store.table(PODS).scan('', '', store.revision)) {
      if (entry.field('status.phase') !== 'Pending' || entry.field('spec.nodeName') !== '')
        continue;
      const pod = entry.object as Pod;
      this.#soon(() => this.#schedule(pod.metadata));
    }
  }

  #soon(run: () => void): void {
    this.#cluster.timers.after(this.#cluster.options.podStartMs / 2, run);
  }

  #current({ namespace, name, uid }: Pod['metadata']): Pod | undefined {
    const pod = this.#cluster.store.object<Pod>(PODS, namespace, name);
    const isSame = pod?.metadata.uid === uid && pod?.metadata.deletionTimestamp === undefined;
    return isSame ? pod : undefined;
  }

  #schedule(metadata: Pod['metadata']): void {
    const pod = this.#current(metadata);
    if (pod === undefined || pod.status.phase !== 'Pending') return;
    if (pod.spec.nodeName !== undefined) {
      if (pod.status.startTime === undefined) this.#makeSandbox(metadata);
      return;
    }
    const { store } = this.#cluster;
    const counts = this.#podsByNode();
    const placement = placePod(
      pod,
      [...store.objects<KubeNode>(NODES)],
      (node) => counts.get(node) ?? 0,
    );
    if ('unschedulable' in placement) {
      const isKnown = pod.status.conditions?.[0]?.message === placement.unschedulable;
      if (isKnown) return;
      this.#write(pod, { ...pod, status: unschedulableStatus(pod, placement.unschedulable) });
      this.#byScheduler(pod, 'Warning', 'FailedScheduling', placement.unschedulable);
      return;
    }
    const bound = this.#write(pod, { ...pod, spec: { ...pod.spec, nodeName: placement.node } });
    const where = `${pod.metadata.namespace}/${pod.metadata.name} to ${placement.node}`;
    this.#byScheduler(pod, 'Normal', 'Scheduled', `Successfully assigned ${where}`);
    this.#makeSandbox(bound.metadata);
  }

  #podsByNode(): Map<string, number> {
    const { store } = this.#cluster;
    const counts = new Map<string, number>();
    for (const entry of store.table(PODS).scan('', '', store.revision)) {
      const node = entry.field('spec.nodeName');
      counts.set(node, (counts.get(node) ?? 0) + 1);
    }
    return counts;
  }

  #makeSandbox(metadata: Pod['metadata']): void {
    const pod = this.#current(metadata);
    if (pod === undefined) return;
    const { store, timers, options } = this.#cluster;
    const nodeName = pod.spec.nodeName ?? '';
    const node = store.object<KubeNode>(NODES, undefined, nodeName);
    if (node === undefined) return;
    const hostIP = addressOf(node);
    if (pod.status.startTime === undefined) {
      this.#write(pod, { ...pod, status: creatingStatus(pod, hostIP) });
    }
    const handler = this.#cluster.runtimes.handler(pod);
    if (!servesHandler(node, handler)) {
      this.#sayNoHandler(pod, handler);
      timers.after(options.sandboxRetryMs, () => this.#makeSandbox(metadata));
      return;
    }
    timers.after(options.podStartMs / 2, () => this.#run(metadata, hostIP));
  }

  #sayNoHandler(pod: Pod, handler: string): void {
    const id = idOf(pod.metadata.uid ?? '');
    const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = unable to get OCI runtime for sandbox "${id}": no runtime for "${handler}" is configured`;
    this.#byKubelet(pod, 'Warning', 'FailedCreatePodSandBox', message);
  }

  #run(metadata: Pod['metadata'], hostIP: string): void {
    const pod = this.#current(metadata);
    if (pod === undefined) return;
    const { runtimes, timers, options } = this.#cluster;
    const podIP = `10.244.9.${this.#nextIp++ % 250}`;
    const blocking = (pod.spec.initContainers ?? []).findIndex(
      ({ command = [], ...rest }) =>
        command.length > 0 && processOf(runtimes, pod, { command, ...rest }).kind === 'running',
    );
    if (blocking >= 0) {
      this.#write(pod, { ...pod, status: initializingStatus(pod, blocking, hostIP, podIP) });
      return;
    }
    this.#write(pod, { ...pod, status: runningStatus(pod, hostIP, podIP) });
    for (const container of pod.spec.containers) this.#sayStarted(pod, container, 'containers');
    timers.after(options.podStartMs / 2, () => this.#end(metadata));
  }

  /** Notes which processes have ended by now. */
  #end(metadata: Pod['metadata']): void {
    const pod = this.#current(metadata);
    if (pod === undefined) return;
    const codes = pod.spec.containers.map((container) => this.#exitCode(pod, container));
    if (codes.every((code) => code === undefined)) return;
    this.#write(pod, { ...pod, status: endedStatus(pod, codes) });
  }

  #exitCode(pod: Pod, container: Container): number | undefined {
    const result = processOf(this.#cluster.runtimes, pod, container);
    if (result.kind === 'notStarted') return 128;
    return result.kind === 'exited' ? result.exitCode : undefined;
  }

  #startEphemeral(metadata: Pod['metadata']): void {
    const pod = this.#current(metadata);
    if (pod === undefined || !hasFreshEphemeral(pod)) return;
    const refuses = this.#cluster.runtimes.of(pod).refusesImages === true;
    const known = pod.status.ephemeralContainerStatuses ?? [];
    const fresh = freshEphemeral(pod);
    const statuses = fresh.map((container) => ephemeralStatus(container, refuses));
    const status = { ...pod.status, ephemeralContainerStatuses: [...known, ...statuses] };
    this.#write(pod, { ...pod, status });
    for (const container of fresh) {
      if (refuses) this.#sayNotPulled(pod, container);
      else this.#sayStarted(pod, container, 'ephemeralContainers');
    }
    if (refuses) return;
    const { timers, options } = this.#cluster;
    timers.after(options.podStartMs / 2, () => this.#endEphemeral(metadata));
  }

  #endEphemeral(metadata: Pod['metadata']): void {
    const pod = this.#current(metadata);
    if (pod === undefined) return;
    const containers = pod.spec.ephemeralContainers ?? [];
    const statuses = (pod.status.ephemeralContainerStatuses ?? []).map((status) => {
      const container = containers.find(({ name }) => name === status.name);
      const code = container === undefined ? undefined : this.#exitCode(pod, container);
      return code === undefined ? status : endedContainer(status, code, false);
    });
    this.#write(pod, { ...pod, status: { ...pod.status, ephemeralContainerStatuses: statuses } });
  }

  #sayNotPulled(pod: Pod, { name, image }: Container): void {
    const of = `spec.ephemeralContainers{${name}}`;
    const message = `Failed to pull image "${image}": failed to pull and unpack image "${image}": failed to resolve image: unexpected status from HEAD request: 403 Forbidden`;
    this.#byKubelet(pod, 'Warning', 'Failed', message, of);
    this.#byKubelet(pod, 'Warning', 'Failed', 'Error: ErrImagePull', of);
  }

  #write(before: Pod, after: Pod): Pod {
    const agent = before.spec.nodeName === undefined ? 'kube-scheduler' : 'kubelet';
    const manager = {
      name: agent,
      operation: 'Update',
      apiVersion: 'v1',
      subresource: 'status',
    } as const;
    const { spec, ...rest } = copyJson(after);
    // Binding sets the node without an owner; only the status is the writer's.
    const tracked = trackUpdate(before, { ...rest, spec: before.spec }, manager, {});
    return this.#cluster.store.put({ ...tracked, spec }).entry.object as Pod;
  }

  #byScheduler(pod: Pod, type: EventText['type'], reason: string, message: string): void {
    recordEvent(this.#cluster.store, pod, {
      type,
      reason,
      message,
      component: 'default-scheduler',
    });
  }

  /** `of` is the field path of the container that the event is about. */
  #byKubelet(pod: Pod, type: EventText['type'], reason: string, message: string, of?: string) {
    recordEvent(this.#cluster.store, pod, {
      type,
      reason,
      message,
      component: 'kubelet',
      host: pod.spec.nodeName ?? '',
      ...(of === undefined ? {} : { fieldPath: of }),
    });
  }

  #sayStarted(pod: Pod, container: Container, list: string): void {
    const of = `spec.${list}{${container.name}}`;
    const present = `Container image "${container.image}" already present on machine and can be accessed by the pod`;
    this.#byKubelet(pod, 'Normal', 'Pulled', present, of);
    this.#byKubelet(pod, 'Normal', 'Created', 'Container created', of);
    this.#byKubelet(pod, 'Normal', 'Started', 'Container started', of);
  }
}

/** Tests may store what is no pod. */
function isWhole({ spec, status }: Pod): boolean {
  return Array.isArray(spec?.containers) && isJsonObject(status);
}

/** Does the node's container runtime know the handler? A node that lists none is believed. */
function servesHandler(node: KubeNode, handler: string): boolean {
  const { runtimeHandlers } = node.status;
  if (BUILT_IN_HANDLERS.has(handler) || runtimeHandlers === undefined) return true;
  return runtimeHandlers.some(({ name }) => name === handler);
}

function addressOf(node: KubeNode): string {
  const addresses = node.status['addresses'];
  const internal = Array.isArray(addresses)
    ? addresses.find((address) => valueAt(address, 'type') === 'InternalIP')
    : undefined;
  return textOf(valueAt(internal, 'address') ?? '10.224.0.4');
}

function freshEphemeral(pod: Pod): Container[] {
  const known = new Set((pod.status.ephemeralContainerStatuses ?? []).map(({ name }) => name));
  return (pod.spec.ephemeralContainers ?? []).filter(({ name }) => !known.has(name));
}

function hasFreshEphemeral(pod: Pod): boolean {
  return pod.status.phase === 'Running' && freshEphemeral(pod).length > 0;
}

function ephemeralStatus(container: Container, refuses: boolean): ContainerStatus {
  const message = `Back-off pulling image "${container.image}"`;
  const state = refuses
    ? { waiting: { reason: 'ImagePullBackOff', message } }
    : { running: { startedAt: kubeTime() } };
  const { started: _started, ...status } = containerStatusOf(container, state);
  return { ...status, ready: false };
}
