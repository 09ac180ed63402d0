import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';

import { type KubeNode, projectNode, type RawNode } from '../../model/node/node.ts';
import { interning, projectPod, type RawPod, type SandboxPod } from '../../model/pod/pod.ts';
import {
  projectRuntimeClass,
  type RawRuntimeClass,
  type RuntimeClass,
} from '../../model/runtimeClass/runtimeClass.ts';
import type { Shape } from '../list/pickJson.ts';
import { readNode } from './readNode.ts';
import { readCheckedPod, readPod } from './readPod.ts';
import type { Resource } from '../list/listedKind.ts';
import {
  DEFAULT_CONTAINER_ANNOTATION,
  MIRROR_ANNOTATION,
  OS_LABEL,
  GVISOR_ANNOTATIONS,
} from '../../model/labels.ts';

const CONDITIONS = { type: true, status: true, reason: true, message: true } as const;

export const NODES: Resource<RawNode, KubeNode> = {
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
      conditions: CONDITIONS,
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
      runtimeHandlers: { name: true },
    },
  },
  readMessage: readNode,
  projection: () => projectNode,
};

export const RUNTIME_CLASSES: Resource<RawRuntimeClass, RuntimeClass> = {
  plural: 'runtimeclasses',
  path: '/apis/node.k8s.io/v1/runtimeclasses',
  shape: {
    metadata: { name: true, uid: true, resourceVersion: true },
    handler: true,
    overhead: true,
    scheduling: true,
  },
  projection: () => projectRuntimeClass,
};

/** Namespaces, of which only the name is kept. */
export const NAMESPACES: Resource<RawObject, string> = {
  plural: 'namespaces',
  path: '/api/v1/namespaces',
  shape: { metadata: { name: true, resourceVersion: true } },
  projection: () => (raw) => raw.metadata?.name ?? '',
};

/** What is read of a pod, and of the status of each of its containers. */
const podShape = (annotations: Shape, containerStatus: Shape): Shape => ({
  metadata: {
    name: true,
    namespace: true,
    uid: true,
    resourceVersion: true,
    deletionTimestamp: true,
    annotations,
    ownerReferences: { kind: true, name: true, controller: true },
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
    conditions: CONDITIONS,
    containerStatuses: containerStatus,
    initContainerStatuses: containerStatus,
  },
});

const MIRROR = { [MIRROR_ANNOTATION]: true } as const;
const WAITING = { waiting: { reason: true, message: true } } as const;

/** Pods as the kernel check reads them: with what tells which containers run. */
export const CHECKED_PODS = {
  plural: 'pods',
  shape: podShape(
    { ...MIRROR, [DEFAULT_CONTAINER_ANNOTATION]: true },
    { name: true, state: { ...WAITING, running: true } },
  ),
  readMessage: readCheckedPod,
} as const;

export const PODS: Resource<RawPod, SandboxPod> = {
  plural: 'pods',
  path: '/api/v1/pods',
  shape: podShape(MIRROR, { state: WAITING }),
  readMessage: readPod,
  projection: () => {
    const intern = interning();
    return (raw) => projectPod(raw, intern);
  },
};
