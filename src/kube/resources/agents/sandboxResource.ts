import type { AgentSandbox } from '../../../model/agents/agentSandbox.ts';
import type { RawObject } from '../../../model/kubernetes/kubernetesObject.ts';
import type { ListedKind } from '../../list/listedKind.ts';
import { OWNER_SHAPE } from '../readParts.ts';
import {
  AGENT_METADATA,
  agentList,
  agentNames,
  BLUEPRINT_SHAPE,
  CONDITIONS_SHAPE,
  promiseOf,
  type RawBlueprint,
  type RawConditioned,
  readyOf,
  sandboxOwnerOf,
} from './agentResource.ts';

export interface RawSandbox extends RawObject {
  readonly spec?: RawBlueprint & {
    readonly operatingMode?: string;
    /** In v1alpha1: 0 is suspended. */
    readonly replicas?: number;
  };
  readonly status?: RawConditioned['status'];
}

/** Reads a Sandbox as the API sends it, of either version. */
export function projectSandbox(raw: RawSandbox): AgentSandbox {
  const { metadata, spec } = raw;
  const owner = sandboxOwnerOf(raw);
  const ready = readyOf(raw.status);
  return {
    ...agentNames(raw),
    ...promiseOf(spec),
    ...(spec?.operatingMode === 'Suspended' || spec?.replicas === 0 ? { suspended: true } : {}),
    ...(metadata?.deletionTimestamp ? { terminating: true } : {}),
    ...(owner ? { owner } : {}),
    ...(ready ? { ready } : {}),
  };
}

/** Sandboxes of a namespace, or of all. */
export function sandboxes(
  version: string,
  namespace?: string,
): ListedKind<RawSandbox, AgentSandbox> {
  return {
    ...agentList('Sandbox', version, namespace),
    shape: {
      metadata: { ...AGENT_METADATA, ownerReferences: OWNER_SHAPE },
      spec: { ...BLUEPRINT_SHAPE, operatingMode: true, replicas: true },
      status: CONDITIONS_SHAPE,
    },
    projection: () => projectSandbox,
  };
}
