import type { RawNode } from '../../model/node/node.ts';
import {
  type Condition,
  readCondition,
  readEntry,
  readFirstText,
  readMetadata,
} from './readParts.ts';
import type { TextMap } from '../protobuf/textMaps.ts';
import type { WireReader } from '../protobuf/wireReader.ts';
import { GVISOR_ANNOTATIONS } from '../../model/labels.ts';

type Spec = NonNullable<RawNode['spec']>;
type Status = NonNullable<RawNode['status']>;
type Taint = NonNullable<Spec['taints']>[number];

const METADATA = {
  labels: true,
  annotations: new Set<string>(Object.values(GVISOR_ANNOTATIONS)),
  owners: false,
};
const ALLOCATABLE = new Set(['cpu', 'memory']);

/** What the product keeps of a Node in protobuf: its functions are named for the messages of k8s.io/api/core/v1. */
export function readNode(reader: WireReader, end: number): RawNode {
  let metadata: RawNode['metadata'];
  let spec: Spec | undefined;
  let status: Status | undefined;
  while (reader.next(end)) {
    if (reader.field === 1) metadata = readMetadata(reader, reader.messageEnd(), METADATA);
    else if (reader.field === 2) spec = reader.message(readNodeSpec);
    else if (reader.field === 3) status = reader.message(readNodeStatus);
    else reader.skip();
  }
  return { metadata, spec, status } as RawNode;
}

function readNodeSpec(reader: WireReader, end: number): Spec {
  let unschedulable = false;
  const taints: Taint[] = [];
  while (reader.next(end)) {
    if (reader.field === 4) unschedulable = reader.boolean();
    else if (reader.field === 5) taints.push(reader.message(readTaint));
    else reader.skip();
  }
  return { unschedulable, taints };
}

function readTaint(reader: WireReader, end: number): Taint {
  let key = '';
  let value = '';
  let effect = '';
  while (reader.next(end)) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = reader.text();
    else if (reader.field === 3) effect = reader.text();
    else reader.skip();
  }
  return { key, value, effect };
}

function readNodeStatus(reader: WireReader, end: number): Status {
  const allocatable: string[] = [];
  const conditions: Condition[] = [];
  const runtimeHandlers: { name: string }[] = [];
  let nodeInfo: Status['nodeInfo'];
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 2)
      readEntry(reader, reader.messageEnd(), allocatable, ALLOCATABLE, readFirstText);
    else if (field === 4) readCondition(reader, reader.messageEnd(), 'Ready', conditions);
    else if (field === 7) nodeInfo = reader.message(readNodeSystemInfo);
    else if (field === 12) runtimeHandlers.push({ name: reader.message(readFirstText) });
    else reader.skip();
  }
  return { allocatable: reader.map(allocatable), conditions, runtimeHandlers, nodeInfo } as Status;
}

/** The fields of NodeSystemInfo by their numbers. */
const SYSTEM_INFO = new Map([
  [3, 'bootID'],
  [4, 'kernelVersion'],
  [5, 'osImage'],
  [6, 'containerRuntimeVersion'],
  [7, 'kubeletVersion'],
  [9, 'operatingSystem'],
  [10, 'architecture'],
]);

function readNodeSystemInfo(reader: WireReader, end: number): TextMap {
  const info: string[] = [];
  while (reader.next(end)) {
    const name = SYSTEM_INFO.get(reader.field);
    if (name === undefined) reader.skip();
    else info.push(name, reader.text());
  }
  return reader.map(info);
}
