import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import { agentKindOf, type AgentKind } from '../../model/agents/agentKinds.ts';
import { stableJson } from '../../model/agents/stableJson.ts';
import type { AgentFacts, LiveVolumeClaims } from '../../yaml/facts/agentFacts.ts';
import type { Facts, Known } from '../../yaml/facts/facts.ts';
import { agentNames } from '../../kube/resources/agents/agentResource.ts';
import { projectSandboxTemplate } from '../../kube/resources/agents/sandboxTemplateResource.ts';
import { projectSandboxWarmPool } from '../../kube/resources/agents/sandboxWarmPoolResource.ts';
import { projectNode, type RawNode } from '../../kube/resources/nodeResource.ts';
import {
  projectRuntimeClass,
  type RawRuntimeClass,
} from '../../kube/resources/runtimeClassResource.ts';

/**
 * Facts out of what `kubectl get runtimeclasses,nodes,namespaces -o json` prints, and of agent
 * sandboxes `kubectl get sandboxes,sandboxtemplates,sandboxwarmpools -A -o json`: a kind with no
 * object in it is unknown, one with objects is fresh and complete. Throws an `Error` that says what
 * else it is.
 */
export function readFacts(json: unknown): Facts {
  const items = itemsOf(json);
  const ofKind = (kind: string): readonly RawObject[] => items.filter((item) => item.kind === kind);
  return {
    runtimeClasses: known(ofKind('RuntimeClass'), (raw) =>
      projectRuntimeClass(raw as RawRuntimeClass),
    ),
    nodes: known(ofKind('Node'), (raw) => projectNode(raw as RawNode)),
    namespaces: known(ofKind('Namespace'), ({ metadata }) => metadata?.name ?? ''),
    ...agentsIn(items),
  };
}

/** Nothing where there is no object of agent sandboxes. */
function agentsIn(items: readonly RawObject[]): { readonly agents?: AgentFacts } {
  const ofKind = (kind: AgentKind): readonly RawObject[] =>
    items.filter((item) => agentKindOf(item) === kind);
  const sandboxes = ofKind('Sandbox');
  const templates = ofKind('SandboxTemplate');
  const pools = ofKind('SandboxWarmPool');
  if (sandboxes.length + templates.length + pools.length === 0) return {};
  return {
    agents: {
      templates: known(templates, projectSandboxTemplate),
      pools: known(pools, projectSandboxWarmPool),
      volumeClaims: known(sandboxes, volumeClaimsOf),
    },
  };
}

/** What a rule compares with the volumes of a manifest. */
export function volumeClaimsOf(raw: RawObject): LiveVolumeClaims {
  const { spec } = raw as { readonly spec?: { readonly volumeClaimTemplates?: unknown } };
  const { namespace, name } = agentNames(raw);
  return { namespace, name, claims: stableJson(spec?.volumeClaimTemplates ?? []) };
}

function known<T>(items: readonly RawObject[], project: (item: RawObject) => T): Known<T> {
  return items.length === 0
    ? { state: 'unknown' }
    : { state: 'complete', items: items.map(project) };
}

function itemsOf(json: unknown): readonly RawObject[] {
  const root = json as { kind?: unknown; items?: unknown } | null;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    throw new Error('it is no object with `kind: List`');
  }
  if (!Array.isArray(root.items)) {
    if (typeof root.kind === 'string') return [root as RawObject];
    throw new Error('it has no `items`');
  }
  return (root.items as readonly unknown[]).filter(
    (item): item is RawObject => typeof item === 'object' && item !== null,
  );
}
