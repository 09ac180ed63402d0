import { field, list, type Message } from './message.ts';

// Numbers of fields: `generated.proto` in k8s.io/api/core/v1 and k8s.io/apimachinery v0.36.3. A number never
// changes its meaning, as the API server stores objects in this form.

const OBJECT_META: Message = {
  name: field(1, 'name'),
  namespace: field(3, 'text'),
  uid: field(5, 'name'),
  resourceVersion: field(6, 'name'),
  deletionTimestamp: field(9, 'time'),
  labels: field(11, 'texts'),
  annotations: field(12, 'texts'),
  ownerReferences: list(13, {
    kind: field(1, 'text'),
    name: field(3, 'text'),
    controller: field(6, 'boolean'),
  }),
};

export const LIST_META: Message = { resourceVersion: field(2, 'name'), continue: field(3, 'name') };

/** Conditions of nodes and of pods have the same numbers. Of a dozen one is looked at. */
const CONDITION: Message = {
  type: field(1, 'text'),
  status: field(2, 'text'),
  reason: field(5, 'text'),
  message: field(6, 'text'),
};

export const NODE: Message = {
  metadata: field(1, OBJECT_META),
  spec: field(2, {
    unschedulable: field(4, 'boolean'),
    taints: list(5, { key: field(1, 'text'), value: field(2, 'text'), effect: field(3, 'text') }),
  }),
  status: field(3, {
    allocatable: field(2, 'quantities'),
    conditions: list(4, CONDITION, 'Ready'),
    nodeInfo: field(7, {
      bootID: field(3, 'text'),
      kernelVersion: field(4, 'text'),
      osImage: field(5, 'text'),
      containerRuntimeVersion: field(6, 'text'),
      kubeletVersion: field(7, 'text'),
      operatingSystem: field(9, 'text'),
      architecture: field(10, 'text'),
    }),
    runtimeHandlers: list(12, { name: field(1, 'text') }),
  }),
};

const CONTAINER_STATUS: Message = {
  state: field(2, {
    waiting: field(1, { reason: field(1, 'text'), message: field(2, 'text') }),
  }),
};

export const POD: Message = {
  metadata: field(1, OBJECT_META),
  spec: field(2, {
    nodeSelector: field(7, 'texts'),
    nodeName: field(10, 'text'),
    runtimeClassName: field(29, 'text'),
    os: field(36, { name: field(1, 'text') }),
  }),
  status: field(3, {
    phase: field(1, 'text'),
    conditions: list(2, CONDITION, 'PodScheduled'),
    message: field(3, 'text'),
    reason: field(4, 'text'),
    containerStatuses: list(8, CONTAINER_STATUS),
    initContainerStatuses: list(10, CONTAINER_STATUS),
  }),
};

/** What a failed request answers, and the object of a watch's ERROR event. */
export const STATUS: Message = {
  message: field(3, 'text'),
  reason: field(4, 'text'),
  details: field(5, {
    causes: list(4, {
      reason: field(1, 'text'),
      message: field(2, 'text'),
      field: field(3, 'text'),
    }),
    retryAfterSeconds: field(5, 'number'),
  }),
  code: field(6, 'number'),
};

/** A list of objects. */
export function listOf(item: Message): Message {
  return { metadata: field(1, LIST_META), items: list(2, item) };
}

/** What is around every object. */
export const UNKNOWN: Message = { raw: field(2, 'bytes') };

/** One event of a watch; the object is within an envelope of its own. */
export const WATCH_EVENT: Message = {
  type: field(1, 'text'),
  object: field(2, { raw: field(1, 'bytes') }),
};
