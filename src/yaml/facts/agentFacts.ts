import type { AgentVersions } from '../../model/cluster/agentObjects.ts';
import type { SandboxTemplate } from '../../model/agents/sandboxTemplate.ts';
import type { SandboxWarmPool } from '../../model/agents/sandboxWarmPool.ts';
import { type Facts, type Known, knownItems } from './facts.ts';

/** What is known of the agent sandboxes of the cluster that a text is written for. */
export interface AgentFacts {
  readonly templates: Known<SandboxTemplate>;
  readonly pools: Known<SandboxWarmPool>;
  /** Absent where it is not known which versions the API server serves. */
  readonly versions?: AgentVersions;
  /**
   * The `volumeClaimTemplates` of live Sandboxes, as the text that `stableJson` makes.
   */
  readonly volumeClaims?: Known<LiveVolumeClaims>;
}

export interface LiveVolumeClaims {
  readonly namespace: string;
  readonly name: string;
  readonly claims: string;
}

/** An object that others refer to by its name within its namespace. */
interface Named {
  readonly namespace: string;
  readonly name: string;
}

/**
 * What a manifest may refer to: the objects of its namespace. One without a namespace gets it when
 * it is applied, and what a manifest declares without any likewise: then any namespace will do.
 */
export function inNamespace<T extends { readonly namespace: string }>(
  objects: readonly T[],
  namespace: string,
): readonly T[] {
  return objects.filter(
    (one) => namespace === '' || one.namespace === '' || one.namespace === namespace,
  );
}

/** What a reference in a manifest may mean: the objects of that name that it may refer to. */
export function referred<T extends Named>(
  objects: readonly T[],
  namespace: string,
  name: string,
): readonly T[] {
  return inNamespace(objects, namespace).filter((one) => one.name === name);
}

/** The templates of the cluster, and behind them those of manifests. */
export function knownTemplates(facts: Facts): readonly SandboxTemplate[] {
  return [...knownItems(facts.agents?.templates), ...(facts.declared?.templates ?? [])];
}

/** The pools of the cluster, and behind them those of manifests. */
export function knownPools(facts: Facts): readonly SandboxWarmPool[] {
  return [...knownItems(facts.agents?.pools), ...(facts.declared?.pools ?? [])];
}

/** The templates that a pool's name in a manifest leads to. */
export function templatesOfPool(
  facts: Facts,
  namespace: string,
  name: string,
): readonly SandboxTemplate[] {
  return referred(knownPools(facts), namespace, name).flatMap((pool) =>
    referred(knownTemplates(facts), pool.namespace, pool.templateName),
  );
}
