import type { Json } from './json.ts';
import type { KubeObject } from './kubeObject.ts';

export type Toleration = {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
};

export type Container = {
  name: string;
  image?: string;
  command?: string[];
  args?: string[];
  [field: string]: Json | undefined;
};

export type PodSpec = {
  containers: Container[];
  initContainers?: Container[];
  ephemeralContainers?: Container[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  tolerations?: Toleration[];
  runtimeClassName?: string;
  overhead?: Record<string, string>;
  os?: { name: string };
  terminationGracePeriodSeconds?: number;
  restartPolicy?: string;
  [field: string]: Json | undefined;
};

export type PodCondition = {
  type: string;
  status: string;
  lastTransitionTime?: string;
  lastProbeTime?: null;
  reason?: string;
  message?: string;
  observedGeneration?: number;
};

export type ContainerState = {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    startedAt: string;
    finishedAt: string;
    containerID?: string;
  };
};

export type ContainerStatus = {
  name: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  restartCount: number;
  image: string;
  imageID: string;
  containerID?: string;
  started?: boolean;
  [field: string]: Json | undefined;
};

export type PodStatus = {
  phase: string;
  conditions?: PodCondition[];
  hostIP?: string;
  podIP?: string;
  startTime?: string;
  qosClass?: string;
  containerStatuses?: ContainerStatus[];
  initContainerStatuses?: ContainerStatus[];
  ephemeralContainerStatuses?: ContainerStatus[];
  [field: string]: Json | undefined;
};

export type Pod = KubeObject & { spec: PodSpec; status: PodStatus };
