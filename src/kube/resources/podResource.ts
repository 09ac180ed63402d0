// How a pod comes over the wire, and what is kept of it. A new field of `SandboxPod` is added to
// the raw form, to the projection, to the shape (what is picked of JSON) and to the reader of its
// message in protobuf.
import { isAgentSandbox } from '../../model/agents/agentKinds.ts';
import {
  controllerOf,
  listOf,
  type RawObject,
  stringOf,
} from '../../model/kubernetes/kubernetesObject.ts';
import { DEFAULT_CONTAINER_ANNOTATION, MIRROR_ANNOTATION, OS_LABEL } from '../../model/labels.ts';
import type { SandboxPod } from '../../model/pod/pod.ts';
import type { ListedKind } from '../list/listedKind.ts';
import type { Shape } from '../list/pickJson.ts';
import type { ReadMessage, WireReader } from '../protobuf/wireReader.ts';
import {
  CONTAINER_STATUS_SHAPE,
  type RawContainerStatus,
  readContainerStatus,
  readWaitingContainer,
  WAITING_CONTAINER_SHAPE,
} from './containerStatus.ts';
import {
  type Condition,
  CONDITION_SHAPE,
  OWNER_SHAPE,
  readCondition,
  readEntry,
  readFirstText,
  readMetadata,
} from './readParts.ts';

export interface RawPod extends RawObject {
  readonly spec?: {
    readonly runtimeClassName?: string;
    readonly nodeName?: string;
    readonly os?: { readonly name?: string };
    readonly nodeSelector?: Readonly<Record<string, string>>;
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly Partial<Condition>[];
    readonly containerStatuses?: readonly RawContainerStatus[];
    readonly initContainerStatuses?: readonly RawContainerStatus[];
  };
}

const MAX_REASON = 1000;

/** Reads a pod as the API sends it. */
export function projectPod(raw: RawPod): SandboxPod {
  const { metadata, spec, status } = raw;
  const pod: { -readonly [Key in keyof SandboxPod]: SandboxPod[Key] } = {
    namespace: stringOf(metadata?.namespace),
    name: stringOf(metadata?.name),
    uid: stringOf(metadata?.uid),
    phase: stringOf(status?.phase),
  };
  const waiting = waitingReason(raw);
  const owner = controllerOf(raw);
  if (spec?.runtimeClassName) pod.runtimeClass = stringOf(spec.runtimeClassName);
  if (spec?.nodeName) pod.node = stringOf(spec.nodeName);
  if (owner) pod.owner = { kind: stringOf(owner.kind), name: stringOf(owner.name) };
  if (owner?.uid && isAgentSandbox(owner)) pod.sandboxUid = stringOf(owner.uid);
  if (waiting) pod.waiting = waiting.slice(0, MAX_REASON);
  if (isUnschedulable(raw)) pod.unschedulable = true;
  if (metadata?.deletionTimestamp) pod.terminating = true;
  if (metadata?.annotations?.[MIRROR_ANNOTATION]) pod.mirror = true;
  if (isWindows(raw)) pod.windows = true;
  return pod;
}

function waitingReason({ status }: RawPod): string {
  if (status?.phase === 'Running' || status?.phase === 'Succeeded') return '';
  const unscheduled = listOf(status?.conditions).find(
    ({ type, status: met }) => type === 'PodScheduled' && met === 'False',
  );
  if (unscheduled) return stringOf(unscheduled.message) || stringOf(unscheduled.reason);
  for (const { state } of [
    ...listOf(status?.initContainerStatuses),
    ...listOf(status?.containerStatuses),
  ]) {
    const { reason, message } = state?.waiting ?? {};
    if (reason) return message ? `${stringOf(reason)}: ${stringOf(message)}` : stringOf(reason);
  }
  return stringOf(status?.message) || stringOf(status?.reason);
}

function isUnschedulable({ status }: RawPod): boolean {
  return listOf(status?.conditions).some(
    (condition) =>
      condition.type === 'PodScheduled' &&
      condition.status === 'False' &&
      condition.reason === 'Unschedulable',
  );
}

function isWindows({ spec }: RawPod): boolean {
  return spec?.os?.name === 'windows' || spec?.nodeSelector?.[OS_LABEL] === 'windows';
}

/** What is read of a pod, and of the status of each of its containers. */
const podShape = (annotations: Shape, containerStatus: Shape): Shape => ({
  metadata: {
    name: true,
    namespace: true,
    uid: true,
    resourceVersion: true,
    deletionTimestamp: true,
    annotations,
    ownerReferences: OWNER_SHAPE,
  },
  spec: {
    runtimeClassName: true,
    nodeName: true,
    os: true,
    nodeSelector: { [OS_LABEL]: true },
  },
  status: {
    phase: true,
    reason: true,
    message: true,
    conditions: CONDITION_SHAPE,
    containerStatuses: containerStatus,
    initContainerStatuses: containerStatus,
  },
});

const MIRROR = { [MIRROR_ANNOTATION]: true } as const;

type Spec = NonNullable<RawPod['spec']>;
type Status = NonNullable<RawPod['status']>;

const OS = new Set([OS_LABEL]);

/**
 * What the product keeps of a Pod in protobuf: its functions are named for the messages of
 * k8s.io/api/core/v1.
 */
const podReader = readerOf([MIRROR_ANNOTATION], readWaitingContainer);

/** A pod as the kernel check reads it: with the names of its containers, and which of them run. */
const checkedPodReader = readerOf(
  [MIRROR_ANNOTATION, DEFAULT_CONTAINER_ANNOTATION],
  readContainerStatus,
);

/** Pods as the kernel check reads them: with what tells which containers run. */
export const CHECKED_PODS = {
  plural: 'pods',
  shape: podShape({ ...MIRROR, [DEFAULT_CONTAINER_ANNOTATION]: true }, CONTAINER_STATUS_SHAPE),
  readMessage: checkedPodReader,
} as const;

export const PODS: ListedKind<RawPod, SandboxPod> = {
  plural: 'pods',
  path: '/api/v1/pods',
  shape: podShape(MIRROR, WAITING_CONTAINER_SHAPE),
  readMessage: podReader,
  projection: () => projectPod,
};

function readerOf(
  annotations: readonly string[],
  readContainer: ReadMessage<RawContainerStatus>,
): ReadMessage<RawPod> {
  const wanted = { labels: false, annotations: new Set(annotations), owners: true };
  return (reader, end) => {
    let metadata: RawPod['metadata'];
    let spec: Spec | undefined;
    let status: Status | undefined;
    while (reader.next(end)) {
      if (reader.field === 1) metadata = readMetadata(reader, reader.messageEnd(), wanted);
      else if (reader.field === 2) spec = reader.message(readPodSpec);
      else if (reader.field === 3) {
        status = readPodStatus(reader, reader.messageEnd(), readContainer);
      } else reader.skip();
    }
    return { metadata, spec, status } as RawPod;
  };
}

function readPodSpec(reader: WireReader, end: number): Spec {
  const nodeSelector: string[] = [];
  let nodeName = '';
  let runtimeClassName = '';
  let os: Spec['os'];
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 7) readEntry(reader, reader.messageEnd(), nodeSelector, OS);
    else if (field === 10) nodeName = reader.text();
    else if (field === 29) runtimeClassName = reader.text();
    else if (field === 36) os = { name: reader.message(readFirstText) };
    else reader.skip();
  }
  return { nodeSelector: reader.map(nodeSelector), nodeName, runtimeClassName, os } as Spec;
}

function readPodStatus(
  reader: WireReader,
  end: number,
  readContainer: ReadMessage<RawContainerStatus>,
): Status {
  let phase = '';
  let message = '';
  let reason = '';
  const conditions: Condition[] = [];
  const containerStatuses: RawContainerStatus[] = [];
  const initContainerStatuses: RawContainerStatus[] = [];
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 1) phase = reader.text();
    else if (field === 2) readCondition(reader, reader.messageEnd(), 'PodScheduled', conditions);
    else if (field === 3) message = reader.text();
    else if (field === 4) reason = reader.text();
    else if (field === 8) containerStatuses.push(reader.message(readContainer));
    else if (field === 10) initContainerStatuses.push(reader.message(readContainer));
    else reader.skip();
  }
  return { phase, message, reason, conditions, containerStatuses, initContainerStatuses };
}
