import { injectionPolicyOf, type SandboxTemplate } from '../../../model/agents/sandboxTemplate.ts';
import type { RawObject } from '../../../model/kubernetes/kubernetesObject.ts';
import type { ListedKind } from '../../list/listedKind.ts';
import {
  AGENT_METADATA,
  agentList,
  agentNames,
  BLUEPRINT_SHAPE,
  promiseOf,
  type RawBlueprint,
} from './agentResource.ts';

export interface RawSandboxTemplate extends RawObject {
  readonly spec?: RawBlueprint & { readonly envVarsInjectionPolicy?: string };
}

/** Reads a SandboxTemplate as the API sends it. */
export function projectSandboxTemplate(raw: RawSandboxTemplate): SandboxTemplate {
  const { spec } = raw;
  return {
    ...agentNames(raw),
    ...promiseOf(spec),
    envVarsInjectionPolicy: injectionPolicyOf(spec?.envVarsInjectionPolicy),
  };
}

/** SandboxTemplates of a namespace, or of all. */
export function sandboxTemplates(
  version: string,
  namespace?: string,
): ListedKind<RawSandboxTemplate, SandboxTemplate> {
  return {
    ...agentList('SandboxTemplate', version, namespace),
    shape: {
      metadata: AGENT_METADATA,
      spec: { ...BLUEPRINT_SHAPE, envVarsInjectionPolicy: true },
    },
    projection: () => projectSandboxTemplate,
  };
}
