import { type GVisorNode, gvisorNodeOf } from './gvisorNode.ts';
import { list, type RawObject, text, textMap } from '../kubernetes/kubernetesObject.ts';
import { nodePoolNameOf } from './nodePoolName.ts';
import type { Taint } from '../kubernetes/taint.ts';
import { OS_LABEL } from '../labels.ts';

/** A node, reduced to what the product uses: no images, no managed fields. */
export interface KubeNode {
  readonly name: string;
  readonly uid: string;
  readonly pool: string;
  readonly ready: boolean;
  /** Why it is not Ready, in the node's own words. */
  readonly notReadyReason: string;
  readonly unschedulable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly kernel: string;
  readonly bootId: string;
  readonly os: string;
  readonly osImage: string;
  readonly architecture: string;
  readonly containerRuntime: string;
  readonly kubelet: string;
  readonly cpu: string;
  readonly memory: string;
  /** Handlers that the container runtime serves; absent when the node does not tell (containerd 1.x). */
  readonly handlers?: readonly string[];
  /** What the product's gVisor installer says of it; absent where it is not. */
  readonly gvisor?: GVisorNode;
}

export interface RawNode extends RawObject {
  readonly spec?: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly { key?: string; value?: string; effect?: string }[];
  };
  readonly status?: {
    readonly conditions?: readonly {
      type?: string;
      status?: string;
      reason?: string;
      message?: string;
    }[];
    readonly nodeInfo?: Readonly<Record<string, string>>;
    readonly allocatable?: Readonly<Record<string, string>>;
    readonly runtimeHandlers?: readonly { name?: string }[];
  };
}

/** Reads a node as the API sends it. The empty name in `runtimeHandlers` is the default handler and is left out. */
export function projectNode(raw: RawNode): KubeNode {
  const labels = textMap(raw.metadata?.labels);
  const info = raw.status?.nodeInfo;
  const condition = list(raw.status?.conditions).find(({ type }) => type === 'Ready');
  const ready = condition?.status === 'True';
  const handlers = list(raw.status?.runtimeHandlers)
    .map(({ name }) => text(name))
    .filter((name) => name !== '');
  const gvisor = gvisorNodeOf(labels, textMap(raw.metadata?.annotations));
  return {
    name: text(raw.metadata?.name),
    uid: text(raw.metadata?.uid),
    pool: nodePoolNameOf(labels),
    ready,
    notReadyReason: ready
      ? ''
      : text(condition?.message) || text(condition?.reason) || 'no status yet',
    unschedulable: raw.spec?.unschedulable === true,
    labels,
    taints: list(raw.spec?.taints).map(({ key, value, effect }) => ({
      key: text(key),
      value: text(value),
      effect: text(effect),
    })),
    kernel: text(info?.['kernelVersion']),
    bootId: text(info?.['bootID']),
    os: text(info?.['operatingSystem']) || (labels[OS_LABEL] ?? ''),
    osImage: text(info?.['osImage']),
    architecture: text(info?.['architecture']),
    containerRuntime: text(info?.['containerRuntimeVersion']),
    kubelet: text(info?.['kubeletVersion']),
    cpu: text(raw.status?.allocatable?.['cpu']),
    memory: text(raw.status?.allocatable?.['memory']),
    ...(handlers.length > 0 ? { handlers: handlers.toSorted() } : {}),
    ...(gvisor ? { gvisor } : {}),
  };
}
