import type { RawPod } from '../../model/pod/pod.ts';
import {
  type Condition,
  readCondition,
  readEntry,
  readFirstText,
  readMetadata,
} from './readParts.ts';
import type { ReadMessage, WireReader } from '../protobuf/wireReader.ts';
import { DEFAULT_CONTAINER_ANNOTATION, MIRROR_ANNOTATION, OS_LABEL } from '../../model/labels.ts';

type Spec = NonNullable<RawPod['spec']>;
type Status = NonNullable<RawPod['status']>;
type ContainerStatus = NonNullable<Status['containerStatuses']>[number];
type ContainerState = NonNullable<ContainerStatus['state']>;
type Waiting = NonNullable<ContainerState['waiting']>;

const OS = new Set([OS_LABEL]);

/** What the product keeps of a Pod in protobuf: its functions are named for the messages of k8s.io/api/core/v1. */
export const readPod = podReader([MIRROR_ANNOTATION], readContainerThatWaits);

/** A pod as the kernel check reads it: with the names of its containers, and which of them run. */
export const readCheckedPod = podReader(
  [MIRROR_ANNOTATION, DEFAULT_CONTAINER_ANNOTATION],
  readContainerStatus,
);

function podReader(
  annotations: readonly string[],
  readContainer: ReadMessage<ContainerStatus>,
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
  readContainer: ReadMessage<ContainerStatus>,
): Status {
  let phase = '';
  let message = '';
  let reason = '';
  const conditions: Condition[] = [];
  const containerStatuses: ContainerStatus[] = [];
  const initContainerStatuses: ContainerStatus[] = [];
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

/** A ContainerStatus, of which only matters what it waits for. */
function readContainerThatWaits(reader: WireReader, end: number): ContainerStatus {
  let state: ContainerState | undefined;
  while (reader.next(end)) {
    if (reader.field === 2) state = reader.message(readContainerState);
    else reader.skip();
  }
  return state?.waiting ? { state } : NOT_WAITING;
}

const NOT_WAITING: ContainerStatus = {};

function readContainerStatus(reader: WireReader, end: number): ContainerStatus {
  let name = '';
  let state = NOTHING_KNOWN;
  while (reader.next(end)) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) state = reader.message(readContainerState);
    else reader.skip();
  }
  return { name, state };
}

function readContainerState(reader: WireReader, end: number): ContainerState {
  let state = NOTHING_KNOWN;
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 1) state = { waiting: reader.message(readWaiting) };
    else {
      if (field === 2) state = RUNNING;
      reader.skip();
    }
  }
  return state;
}

const NOTHING_KNOWN: ContainerState = {};
const RUNNING: ContainerState = { running: {} };

function readWaiting(reader: WireReader, end: number): Waiting {
  let reason = '';
  let message = '';
  while (reader.next(end)) {
    if (reader.field === 1) reason = reader.text();
    else if (reader.field === 2) message = reader.text();
    else reader.skip();
  }
  return { reason, message };
}
