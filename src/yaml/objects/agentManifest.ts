import { type AgentKind, agentKindOf } from '../../model/agents/agentKinds.ts';
import { injectionPolicyOf, type SandboxTemplate } from '../../model/agents/sandboxTemplate.ts';
import { type SandboxWarmPool, updateStrategyOf } from '../../model/agents/sandboxWarmPool.ts';
import { asMap, isNull, textOf, valueAt, type YamlMap, type YamlNode } from '../parse/yamlNode.ts';
import type { Manifest } from './manifests.ts';

/** A Sandbox, template, pool or claim of agent sandboxes in a manifest. */
export interface AgentManifest {
  readonly agent: AgentKind;
  readonly object: Manifest;
  readonly spec: YamlMap | undefined;
}

/** The object as one of agent sandboxes; `undefined` for any other, also one of an equal kind. */
export function agentManifestOf(object: Manifest): AgentManifest | undefined {
  const agent = agentKindOf(object);
  if (agent === undefined) return undefined;
  return { agent, object, spec: asMap(valueAt(object.map, 'spec')) };
}

/** A SandboxTemplate as it will be when the manifest is applied. */
export function templateFromManifest({ map, namespace, name }: Manifest): SandboxTemplate {
  const spec = valueAt(map, 'spec');
  const named = valueAt(spec, 'podTemplate', 'spec', 'runtimeClassName');
  const runtimeClass = isNull(named) ? undefined : textOf(named);
  return {
    namespace,
    name,
    uid: '',
    ...(runtimeClass === undefined ? {} : { runtimeClass }),
    envVarsInjectionPolicy: injectionPolicyOf(textOf(valueAt(spec, 'envVarsInjectionPolicy'))),
  };
}

/** A SandboxWarmPool as it will be when the manifest is applied; it has no members yet. */
export function poolFromManifest({ map, namespace, name }: Manifest): SandboxWarmPool {
  const spec = valueAt(map, 'spec');
  return {
    namespace,
    name,
    uid: '',
    templateName: referredName(spec, 'sandboxTemplateRef') ?? '',
    updateStrategy: updateStrategyOf(textOf(valueAt(spec, 'updateStrategy', 'type'))),
    replicas: 0,
    readyReplicas: 0,
  };
}

/** The name in a reference such as `warmPoolRef`. */
export function referredName(spec: YamlNode | undefined, field: string): string | undefined {
  return textOf(valueAt(spec, field, 'name'));
}
