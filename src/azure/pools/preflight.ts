import { count as counted } from '../../base/text/count.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { type AgentPool, isInTransition } from '../../model/aks/agentPool.ts';
import { objectOf } from '../arm/json.ts';
import type { Permission } from '../clusters/permissions.ts';
import { mostNodes, type NewPool } from './newPool.ts';
import { type Quota, quotaNeeds } from './quota.ts';
import type { VmSize } from './vmSize.ts';
import { POOL_WRITER } from './poolWriter.ts';

/** What is known before a pool is asked for; what is absent could not be read. */
export interface PreflightFacts {
  readonly cluster: AksCluster;
  readonly pools: readonly AgentPool[];
  /** `properties` of the cluster as Azure gave them. */
  readonly clusterProperties?: Readonly<Record<string, unknown>>;
  readonly size?: VmSize;
  readonly quotas?: readonly Quota[];
  /** Whether the person may write agent pools. */
  readonly mayWrite: Permission;
}

/** One row of the table before a pool is made. */
export interface PreflightRow {
  readonly what: string;
  readonly verdict: 'ok' | 'warning' | 'problem' | 'unknown';
  readonly text: string;
}

const MAX_CLUSTER_NODES = 5000;

/**
 * What speaks for and against a pool, in the order in which a person would ask. A problem means
 * that Azure will refuse.
 */
export function preflight(pool: NewPool, facts: PreflightFacts): readonly PreflightRow[] {
  const { cluster } = facts;
  return [
    clusterRow(cluster),
    rightRow(facts.mayWrite),
    ...(pool.sandbox === 'kata' ? kataRows(pool, facts) : []),
    ...quotaRows(pool, facts),
    nodesRow(pool, facts.pools),
  ];
}

function clusterRow({ name, state, power }: AksCluster): PreflightRow {
  const what = 'Cluster';
  if (power === 'Stopped')
    return { what, verdict: 'problem', text: `${name} is stopped: start it first` };
  if (isInTransition(state)) {
    return {
      what,
      verdict: 'problem',
      text: `${name} is ${state}: Azure does one thing at a time`,
    };
  }
  if (state === 'Failed')
    return {
      what,
      verdict: 'warning',
      text: `${name} is Failed: a new node pool may fail as well`,
    };
  return { what, verdict: 'ok', text: `${name} is ${state}` };
}

function rightRow(mayWrite: Permission): PreflightRow {
  const what = 'Permission';
  switch (mayWrite) {
    case 'yes':
      return { what, verdict: 'ok', text: 'You may create node pools here' };
    case 'no':
      return {
        what,
        verdict: 'problem',
        text: `You may not create node pools here: ask for the role "${POOL_WRITER}"`,
      };
    case 'unknown':
      return {
        what,
        verdict: 'unknown',
        text: 'Azure does not tell whether you may; a policy may forbid it as well',
      };
  }
}

function kataRows(
  pool: NewPool,
  { cluster, size, clusterProperties }: PreflightFacts,
): readonly PreflightRow[] {
  return [
    versionRow(pool.version ?? cluster.version),
    nestingRow(pool.vmSize, size),
    cluster.sku === 'Automatic' || cluster.nodeProvisioning === 'Auto'
      ? {
          what: 'Kind of cluster',
          verdict: 'warning',
          text: 'This cluster makes its nodes by itself (AKS Automatic, node auto-provisioning); a Kata pool beside them is not documented',
        }
      : { what: 'Kind of cluster', verdict: 'ok', text: 'Node pools are made by hand' },
    ...networkRows(clusterProperties),
    {
      what: 'FIPS, Trusted Launch, artifact streaming',
      verdict: 'ok',
      text: 'Not asked for: none of them goes with Pod Sandboxing',
    },
  ];
}

/**
 * Source: AKS, upgrade-os-version (2026-07-13); azure-linux-retirement: images of 2.0 were removed
 * on 2026-03-31.
 */
function versionRow(version: string): PreflightRow {
  const what = 'Kubernetes and Azure Linux';
  const minor = Number(/^1\.(\d+)/.exec(version)?.[1] ?? Number.NaN);
  if (Number.isNaN(minor)) return { what, verdict: 'unknown', text: 'The version is not known' };
  if (minor < 32) {
    return {
      what,
      verdict: 'problem',
      text: `Kubernetes ${version} means Azure Linux 2.0, whose images are gone since 2026-03-31: upgrade to 1.32 or newer`,
    };
  }
  if (minor > 36) {
    return {
      what,
      verdict: 'unknown',
      text: `Which Azure Linux goes with Kubernetes ${version} was not known when this was written`,
    };
  }
  return { what, verdict: 'ok', text: `Kubernetes ${version} means Azure Linux 3.0` };
}

function nestingRow(name: string, size: VmSize | undefined): PreflightRow {
  const what = 'Nested virtualization';
  if (!size)
    return { what, verdict: 'unknown', text: `Azure did not tell whether ${name} can be had here` };
  switch (size.nesting) {
    case 'known':
      return { what, verdict: 'ok', text: `${name} is known to have it` };
    case 'unknown':
      return { what, verdict: 'unknown', text: `Not known of ${name}: Azure decides` };
    case 'known-not':
      return {
        what,
        verdict: 'warning',
        text: `${name} is known not to have it: Azure will most likely refuse`,
      };
  }
}

/** Source: AKS, container-network-performance-ebpf-host-routing (2026-08). */
function networkRows(
  properties: Readonly<Record<string, unknown>> | undefined,
): readonly PreflightRow[] {
  if (!properties) return [];
  const network = objectOf(properties['networkProfile']);
  const mode = objectOf(objectOf(network['advancedNetworking'])['performance'])['accelerationMode'];
  return mode === 'BpfVeth'
    ? [
        {
          what: 'Network',
          verdict: 'problem',
          text: 'eBPF host routing is on: it does not go with Pod Sandboxing',
        },
      ]
    : [];
}

function quotaRows(pool: NewPool, { size, quotas }: PreflightFacts): readonly PreflightRow[] {
  const needs = size && quotas ? quotaNeeds(size, mostNodes(pool), pool.surge ?? '', quotas) : [];
  if (needs.length === 0) {
    return [
      { what: 'Quota', verdict: 'unknown', text: 'Azure did not tell how many vCPUs are left' },
    ];
  }
  return needs.map(({ quota, needed, left }) => ({
    what:
      quota.family.toLowerCase() === 'cores' ? 'Quota of all vCPUs' : `Quota of ${quota.family}`,
    verdict: needed <= left ? 'ok' : 'problem',
    text: `${needed} of ${Math.max(0, left)} vCPUs that are left${pool.autoscale ? ' at most' : ''}, with the nodes that an upgrade adds${needed <= left ? '' : ': ask for more (https://aka.ms/AksQuota)'}`,
  }));
}

function nodesRow(pool: NewPool, pools: readonly AgentPool[]): PreflightRow {
  const there = pools.reduce((sum, { count }) => sum + count, 0);
  const all = there + mostNodes(pool);
  return {
    what: 'Nodes',
    verdict: all > MAX_CLUSTER_NODES ? 'problem' : 'ok',
    text: `${counted(there, 'node')} now, ${all} then; a cluster has ${MAX_CLUSTER_NODES} at most`,
  };
}
