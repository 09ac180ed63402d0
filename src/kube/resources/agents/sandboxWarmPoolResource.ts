import { type SandboxWarmPool, updateStrategyOf } from '../../../model/agents/sandboxWarmPool.ts';
import { countOf, type RawObject, stringOf } from '../../../model/kubernetes/kubernetesObject.ts';
import type { ListedKind } from '../../list/listedKind.ts';
import { AGENT_METADATA, agentList, agentNames } from './agentResource.ts';

export interface RawSandboxWarmPool extends RawObject {
  readonly spec?: {
    readonly updateStrategy?: { readonly type?: string };
    readonly sandboxTemplateRef?: { readonly name?: string };
  };
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number };
}

/** Reads a SandboxWarmPool as the API sends it; of how many are there only what it reports. */
export function projectSandboxWarmPool(raw: RawSandboxWarmPool): SandboxWarmPool {
  const { spec, status } = raw;
  return {
    ...agentNames(raw),
    templateName: stringOf(spec?.sandboxTemplateRef?.name),
    updateStrategy: updateStrategyOf(spec?.updateStrategy?.type),
    replicas: countOf(status?.replicas),
    readyReplicas: countOf(status?.readyReplicas),
  };
}

/** SandboxWarmPools of a namespace, or of all. */
export function sandboxWarmPools(
  version: string,
  namespace?: string,
): ListedKind<RawSandboxWarmPool, SandboxWarmPool> {
  return {
    ...agentList('SandboxWarmPool', version, namespace),
    shape: {
      metadata: AGENT_METADATA,
      spec: { updateStrategy: true, sandboxTemplateRef: true },
      status: { replicas: true, readyReplicas: true },
    },
    projection: () => projectSandboxWarmPool,
  };
}
