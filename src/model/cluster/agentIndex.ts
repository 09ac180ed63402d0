import { valueOf } from './loadable.ts';
import type { AgentObjects } from './agentObjects.ts';
import { askedSandbox } from '../agents/askedSandbox.ts';
import { type ClaimState, claimState } from '../agents/claimState.ts';
import { type PoolState, poolState } from '../agents/poolState.ts';
import {
  type AgentSurroundings,
  type KnownPods,
  type SandboxState,
  sandboxState,
} from '../agents/sandboxState.ts';

/** The agent sandboxes of a cluster, joined with their pods and with one another. */
export interface AgentIndex {
  readonly sandboxes: readonly SandboxState[];
  readonly pools: readonly PoolState[];
  readonly claims: readonly ClaimState[];
}

/** What `AgentObjects` are joined from; nothing that is unknown is made up. */
type Objects = Omit<AgentObjects, 'versions'>;

/**
 * Joins pods with Sandboxes by the UID of the controller, Sandboxes with claims and pools by
 * theirs, and pools with templates by their names.
 */
export function agentIndex(
  objects: Objects,
  { pods, namespaces }: KnownPods,
  around: AgentSurroundings,
): AgentIndex {
  const { handlers } = around;
  const podsOf = Map.groupBy(
    (pods ?? []).filter(({ sandboxUid }) => sandboxUid !== undefined),
    ({ sandboxUid = '' }) => sandboxUid,
  );
  const known = objects.sandboxes && valueOf(objects.sandboxes);
  const arePodsKnown = (namespace: string): boolean =>
    pods !== undefined && (namespaces?.includes(namespace) ?? true);
  const sandboxes = (known ?? []).map((one) =>
    sandboxState(
      one,
      podsOf.get(one.uid) ?? (arePodsKnown(one.namespace) ? [] : undefined),
      around,
    ),
  );
  const membersOf = Map.groupBy(
    sandboxes.filter(
      ({ sandbox }) => sandbox.owner?.kind === 'SandboxWarmPool' && sandbox.terminating !== true,
    ),
    ({ sandbox }) => sandbox.owner?.uid ?? '',
  );
  const templates = byName((objects.templates && valueOf(objects.templates)) ?? []);
  const pools = ((objects.warmPools && valueOf(objects.warmPools)) ?? []).map((pool) => {
    const template = templates.get(nameKey(pool.namespace, pool.templateName));
    return poolState(pool, template, known && (membersOf.get(pool.uid) ?? []), handlers);
  });
  const poolOf = new Map(pools.map((one) => [nameKey(one.pool.namespace, one.pool.name), one]));
  const named = new Map(
    sandboxes.map((one) => [nameKey(one.sandbox.namespace, one.sandbox.name), one]),
  );
  const claims = ((objects.claims && valueOf(objects.claims)) ?? []).map((claim) => {
    const { namespace, poolName, templateName } = claim;
    const pool = poolName === undefined ? undefined : poolOf.get(nameKey(namespace, poolName));
    const template =
      templateName === undefined ? undefined : templates.get(nameKey(namespace, templateName));
    const unbound = pool?.promise ?? (template && askedSandbox(template.runtimeClass, handlers));
    return claimState(claim, named.get(nameKey(namespace, claim.sandboxName)), unbound);
  });
  return { sandboxes, pools, claims };
}

function byName<T extends { readonly namespace: string; readonly name: string }>(
  objects: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(objects.map((one) => [nameKey(one.namespace, one.name), one]));
}

/** References are by name in the same namespace. */
function nameKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
