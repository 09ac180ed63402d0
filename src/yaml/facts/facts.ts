import type { KubeNode } from '../../model/node/node.ts';
import type { SandboxTemplate } from '../../model/agents/sandboxTemplate.ts';
import type { SandboxWarmPool } from '../../model/agents/sandboxWarmPool.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import type { AgentFacts } from './agentFacts.ts';

/**
 * What is known of one kind of object. Only what is `complete` (fresh, and all of it) lets a rule
 * say that something is not there; what is `partial` serves suggestions; of what is `unknown`
 * nothing is said.
 */
export type Known<T> =
  | { readonly state: 'complete'; readonly items: readonly T[] }
  | { readonly state: 'partial'; readonly items: readonly T[] }
  | { readonly state: 'unknown' };

/** What is known of the cluster that a text is written for. */
export interface Facts {
  /** The cluster's name, for messages; absent without a cluster. */
  readonly cluster?: string;
  readonly runtimeClasses: Known<RuntimeClass>;
  readonly nodes: Known<KubeNode>;
  /** Names of namespaces. */
  readonly namespaces: Known<string>;
  /** Absent where nothing is known of agent sandboxes. */
  readonly agents?: AgentFacts;
  /** What manifests at hand will make when they are applied: it counts as existing. */
  readonly declared?: Declared;
}

/** What manifests declare, beside what the cluster has. */
export interface Declared {
  readonly runtimeClasses: readonly RuntimeClass[];
  readonly namespaces: readonly string[];
  readonly templates: readonly SandboxTemplate[];
  readonly pools: readonly SandboxWarmPool[];
}

export const NOTHING_DECLARED: Declared = {
  runtimeClasses: [],
  namespaces: [],
  templates: [],
  pools: [],
};

/** Nothing is known: no cluster. */
export const NO_FACTS: Facts = {
  runtimeClasses: { state: 'unknown' },
  nodes: { state: 'unknown' },
  namespaces: { state: 'unknown' },
};

/** What there is of it, however sure; nothing of what is absent. */
export function knownItems<T>(known: Known<T> | undefined): readonly T[] {
  return known === undefined || known.state === 'unknown' ? [] : known.items;
}

/** The classes of the cluster, and behind them those of manifests. */
export function knownClasses({ runtimeClasses, declared }: Facts): readonly RuntimeClass[] {
  return [...knownItems(runtimeClasses), ...(declared?.runtimeClasses ?? [])];
}

/** The class of a name: of the cluster, else of a manifest. */
export function classNamed(facts: Facts, name: string): RuntimeClass | undefined {
  const named = (one: RuntimeClass): boolean => one.name === name;
  return knownItems(facts.runtimeClasses).find(named) ?? facts.declared?.runtimeClasses.find(named);
}
