import type { Json } from './json.ts';
import type { KubeObject } from './kubeObject.ts';
import type { PodCondition, Toleration } from './pod.ts';

export type Taint = { key: string; value?: string; effect: string; timeAdded?: string };

export type RuntimeHandler = {
  name: string;
  features?: { recursiveReadOnlyMounts: boolean; userNamespaces: boolean };
};

export type NodeSystemInfo = {
  architecture: string;
  bootID: string;
  containerRuntimeVersion: string;
  kernelVersion: string;
  kubeProxyVersion?: string;
  kubeletVersion: string;
  machineID: string;
  operatingSystem: string;
  osImage: string;
  systemUUID: string;
};

export type KubeNode = KubeObject & {
  spec: {
    taints?: Taint[];
    unschedulable?: boolean;
    providerID?: string;
    podCIDR?: string;
    podCIDRs?: string[];
  };
  status: {
    nodeInfo: NodeSystemInfo;
    runtimeHandlers?: RuntimeHandler[];
    conditions: PodCondition[];
    [field: string]: Json | undefined;
  };
};

export type RuntimeClass = KubeObject & {
  handler: string;
  overhead?: { podFixed?: Record<string, string> };
  scheduling?: { nodeSelector?: Record<string, string>; tolerations?: Toleration[] };
};
