// How a node comes over the wire, and what is kept of it: raw form, projection, shape for JSON,
// reader for protobuf.
import {
  listOf,
  type RawObject,
  textMap,
  stringOf,
} from '../../model/kubernetes/kubernetesObject.ts';
import { GVISOR_ANNOTATIONS, OS_LABEL } from '../../model/labels.ts';
import { gvisorNodeOf } from '../../model/node/gvisorNode.ts';
import type { KubeNode } from '../../model/node/node.ts';
import { nodePoolNameOf } from '../../model/node/nodePoolName.ts';
import type { ListedKind } from '../list/listedKind.ts';
import type { TextMap } from '../protobuf/textMaps.ts';
import type { WireReader } from '../protobuf/wireReader.ts';
import {
  type Condition,
  CONDITION_SHAPE,
  readCondition,
  readEntry,
  readFirstText,
  readMetadata,
} from './readParts.ts';

interface RawHandler {
  readonly name?: string;
  readonly features?: { readonly userNamespaces?: boolean };
}

export interface RawNode extends RawObject {
  readonly spec?: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly { key?: string; value?: string; effect?: string }[];
  };
  readonly status?: {
    readonly conditions?: readonly Partial<Condition>[];
    readonly nodeInfo?: Readonly<Record<string, string>>;
    readonly allocatable?: Readonly<Record<string, string>>;
    readonly runtimeHandlers?: readonly RawHandler[];
  };
}

/**
 * Reads a node as the API sends it. The empty name in `runtimeHandlers` is the default handler and
 * is left out.
 */
export function projectNode(raw: RawNode): KubeNode {
  const labels = textMap(raw.metadata?.labels);
  const info = raw.status?.nodeInfo;
  const condition = listOf(raw.status?.conditions).find(({ type }) => type === 'Ready');
  const ready = condition?.status === 'True';
  const handlers = listOf(raw.status?.runtimeHandlers)
    .map(({ name }) => stringOf(name))
    .filter((name) => name !== '');
  const gvisor = gvisorNodeOf(labels, textMap(raw.metadata?.annotations));
  return {
    name: stringOf(raw.metadata?.name),
    uid: stringOf(raw.metadata?.uid),
    pool: nodePoolNameOf(labels),
    ready,
    notReadyReason: ready
      ? ''
      : stringOf(condition?.message) || stringOf(condition?.reason) || 'no status yet',
    unschedulable: raw.spec?.unschedulable === true,
    labels,
    taints: listOf(raw.spec?.taints).map(({ key, value, effect }) => ({
      key: stringOf(key),
      value: stringOf(value),
      effect: stringOf(effect),
    })),
    kernel: stringOf(info?.['kernelVersion']),
    bootId: stringOf(info?.['bootID']),
    os: stringOf(info?.['operatingSystem']) || (labels[OS_LABEL] ?? ''),
    osImage: stringOf(info?.['osImage']),
    architecture: stringOf(info?.['architecture']),
    containerRuntime: stringOf(info?.['containerRuntimeVersion']),
    kubelet: stringOf(info?.['kubeletVersion']),
    cpu: stringOf(raw.status?.allocatable?.['cpu']),
    memory: stringOf(raw.status?.allocatable?.['memory']),
    ...(handlers.length > 0 ? { handlers: handlers.toSorted() } : {}),
    ...userNamespacesOf(listOf(raw.status?.runtimeHandlers)),
    ...(gvisor ? { gvisor } : {}),
  };
}

function userNamespacesOf(handlers: readonly RawHandler[]): Pick<KubeNode, 'userNamespaces'> {
  const told = handlers.flatMap(({ name, features }): [string, boolean][] =>
    features ? [[stringOf(name), features.userNamespaces === true]] : [],
  );
  return told.length > 0 ? { userNamespaces: Object.fromEntries(told) } : {};
}

export const NODES: ListedKind<RawNode, KubeNode> = {
  plural: 'nodes',
  path: '/api/v1/nodes',
  shape: {
    metadata: {
      name: true,
      uid: true,
      resourceVersion: true,
      labels: true,
      annotations: Object.fromEntries(
        Object.values(GVISOR_ANNOTATIONS).map((annotation) => [annotation, true] as const),
      ),
    },
    spec: { unschedulable: true, taints: true },
    status: {
      conditions: CONDITION_SHAPE,
      nodeInfo: {
        bootID: true,
        kernelVersion: true,
        osImage: true,
        containerRuntimeVersion: true,
        kubeletVersion: true,
        operatingSystem: true,
        architecture: true,
      },
      allocatable: { cpu: true, memory: true },
      runtimeHandlers: { name: true, features: { userNamespaces: true } },
    },
  },
  readMessage: readNode,
  projection: () => projectNode,
};

type Spec = NonNullable<RawNode['spec']>;
type Status = NonNullable<RawNode['status']>;
type RawTaint = NonNullable<Spec['taints']>[number];

const METADATA = {
  labels: true,
  annotations: new Set<string>(Object.values(GVISOR_ANNOTATIONS)),
  owners: false,
};
const ALLOCATABLE = new Set(['cpu', 'memory']);

/**
 * What the product keeps of a Node in protobuf: its functions are named for the messages of
 * k8s.io/api/core/v1.
 */
function readNode(reader: WireReader, end: number): RawNode {
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
  const taints: RawTaint[] = [];
  while (reader.next(end)) {
    if (reader.field === 4) unschedulable = reader.boolean();
    else if (reader.field === 5) taints.push(reader.message(readTaint));
    else reader.skip();
  }
  return { unschedulable, taints };
}

function readTaint(reader: WireReader, end: number): RawTaint {
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
  const runtimeHandlers: RawHandler[] = [];
  let nodeInfo: Status['nodeInfo'];
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 2)
      readEntry(reader, reader.messageEnd(), allocatable, ALLOCATABLE, readFirstText);
    else if (field === 4) readCondition(reader, reader.messageEnd(), 'Ready', conditions);
    else if (field === 7) nodeInfo = reader.message(readNodeSystemInfo);
    else if (field === 12) runtimeHandlers.push(reader.message(readNodeRuntimeHandler));
    else reader.skip();
  }
  return { allocatable: reader.map(allocatable), conditions, runtimeHandlers, nodeInfo } as Status;
}

function readNodeRuntimeHandler(reader: WireReader, end: number): RawHandler {
  let name = '';
  let features: RawHandler['features'];
  while (reader.next(end)) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) features = reader.message(readNodeRuntimeHandlerFeatures);
    else reader.skip();
  }
  return features ? { name, features } : { name };
}

function readNodeRuntimeHandlerFeatures(reader: WireReader, end: number): RawHandler['features'] {
  let userNamespaces = false;
  while (reader.next(end)) {
    if (reader.field === 2) userNamespaces = reader.boolean();
    else reader.skip();
  }
  return { userNamespaces };
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
