import { entryKey } from '../kube/entry.ts';
import type { KubeNode, RuntimeClass } from '../kube/node.ts';
import type { Pod } from '../kube/pod.ts';
import { servedType } from '../kube/resourceTypes.ts';
import type { Store } from '../kube/store.ts';
import { uuidOf } from './podStatus.ts';
import { isExecProfile, type ExecProfile } from './execProfile.ts';
import { gvisorKernel, kataKernel, nodeKernel, type Kernel } from './kernel.ts';

/** What a pod runs on whatever it claims, and how commands in it behave. */
export interface PodRuntime {
  readonly kernel?: Kernel;
  readonly profile?: ExecProfile;
  /** For single containers. */
  readonly profiles?: Readonly<Record<string, ExecProfile>>;
  /** The kernel that a faked `uname` claims. */
  readonly fakedRelease?: string;
  /** What a container writes to its log. */
  readonly log?: string;
  /** The image of an ephemeral container cannot be pulled. */
  readonly refusesImages?: boolean;
}

/** How a handler behaves on a node: the kernel its pods see. */
export type HandlerKernels = Readonly<Record<string, Kernel>>;

/** Set on a pod, it chooses the exec profile without access to the cluster's inside. */
export const PROFILE_ANNOTATION = 'sim/exec-profile';

/** What the pods really run on: by their handler and node, unless something else is set. */
export class PodRuntimes {
  readonly #store: Store;
  readonly #pods = new Map<string, PodRuntime>();
  readonly #nodes = new Map<string, HandlerKernels>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Overrides what a pod runs on and how it behaves. */
  set(namespace: string, name: string, runtime: PodRuntime): void {
    this.#pods.set(entryKey(namespace, name), runtime);
  }

  /** Sets which kernel the pods of a handler see on a node. */
  setHandlers(node: string, kernels: HandlerKernels): void {
    this.#nodes.set(node, kernels);
  }

  of(pod: Pod): PodRuntime {
    return this.#pods.get(entryKey(pod.metadata.namespace, pod.metadata.name)) ?? {};
  }

  profile(pod: Pod, container: string): ExecProfile {
    const runtime = this.of(pod);
    const noted = pod.metadata.annotations?.[PROFILE_ANNOTATION];
    const annotated = isExecProfile(noted) ? noted : undefined;
    return runtime.profiles?.[container] ?? runtime.profile ?? annotated ?? 'normal';
  }

  kernel(pod: Pod): Kernel {
    return this.of(pod).kernel ?? this.#kernelOfHandler(pod);
  }

  /**
   * As Linux and gVisor give it: the node's own under runc, one for each guest under Kata, one for
   * each container under gVisor, whose older releases have none.
   */
  bootId(pod: Pod, container: string): string | undefined {
    const { runtime, release } = this.kernel(pod);
    if (runtime === 'runc') return this.#nodeOf(pod)?.status.nodeInfo.bootID;
    const { uid = '' } = pod.metadata;
    if (runtime === 'kata') return uuidOf(uid);
    return release === '4.4.0' ? undefined : uuidOf(`${uid}/${container}`);
  }

  #nodeOf({ spec }: Pod): KubeNode | undefined {
    return this.#store.object<KubeNode>(servedType('nodes'), undefined, spec.nodeName ?? '');
  }

  #kernelOfHandler(pod: Pod): Kernel {
    const nodeName = pod.spec.nodeName ?? '';
    const node = this.#nodeOf(pod);
    const host = nodeKernel(node?.status.nodeInfo.kernelVersion ?? '6.8.0-1065-azure');
    const handler = this.handler(pod);
    const known = this.#nodes.get(nodeName)?.[handler];
    if (known !== undefined) return known;
    if (/^(runsc|gvisor)/.test(handler)) return gvisorKernel('4.19.0-gvisor');
    return handler.startsWith('kata') ? kataKernel() : host;
  }

  /** The handler of the pod's RuntimeClass; empty for the node's default. */
  handler(pod: Pod): string {
    const className = pod.spec.runtimeClassName ?? '';
    const type = servedType('runtimeclasses');
    return this.#store.object<RuntimeClass>(type, undefined, className)?.handler ?? '';
  }
}
