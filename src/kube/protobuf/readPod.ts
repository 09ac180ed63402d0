import type { RawPod } from '../../model/pod.ts';
import {
  type Condition,
  readCondition,
  readEntry,
  readFirstText,
  readMetadata,
} from './readParts.ts';
import type { WireReader } from './wireReader.ts';

type Spec = NonNullable<RawPod['spec']>;
type Status = NonNullable<RawPod['status']>;
type ContainerStatus = NonNullable<Status['containerStatuses']>[number];
type Waiting = NonNullable<NonNullable<ContainerStatus['state']>['waiting']>;

const METADATA = {
  labels: false,
  annotations: new Set(['kubernetes.io/config.mirror']),
  owners: true,
};
const OS = new Set(['kubernetes.io/os']);

/** What the product keeps of a Pod in protobuf: its functions are named for the messages of k8s.io/api/core/v1. */
export function readPod(reader: WireReader, end: number): RawPod {
  let metadata: RawPod['metadata'];
  let spec: Spec | undefined;
  let status: Status | undefined;
  while (reader.next(end)) {
    if (reader.field === 1) metadata = readMetadata(reader, reader.messageEnd(), METADATA);
    else if (reader.field === 2) spec = reader.message(readPodSpec);
    else if (reader.field === 3) status = reader.message(readPodStatus);
    else reader.skip();
  }
  return { metadata, spec, status } as RawPod;
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

function readPodStatus(reader: WireReader, end: number): Status {
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
    else if (field === 8) containerStatuses.push(reader.message(readContainerStatus));
    else if (field === 10) initContainerStatuses.push(reader.message(readContainerStatus));
    else reader.skip();
  }
  return { phase, message, reason, conditions, containerStatuses, initContainerStatuses };
}

function readContainerStatus(reader: WireReader, end: number): ContainerStatus {
  let waiting: Waiting | undefined;
  while (reader.next(end)) {
    if (reader.field === 2) waiting = reader.message(readContainerState) ?? waiting;
    else reader.skip();
  }
  return waiting === undefined ? RUNS : { state: { waiting } };
}

const RUNS: ContainerStatus = {};

function readContainerState(reader: WireReader, end: number): Waiting | undefined {
  let waiting: Waiting | undefined;
  while (reader.next(end)) {
    if (reader.field === 1) waiting = reader.message(readWaiting);
    else reader.skip();
  }
  return waiting;
}

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
