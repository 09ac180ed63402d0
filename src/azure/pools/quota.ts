import type { ArmClient } from '../arm/armClient.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type JsonObject, numberOf, objectOf } from '../arm/json.ts';

/** How many vCPUs of a family, or of all, a subscription has in a location. */
export interface Quota {
  /** The family, or `cores` for all. */
  readonly family: string;
  readonly limit: number;
  readonly used: number;
}

export async function listQuotas(
  arm: ArmClient,
  place: { readonly subscription: string; readonly location: string },
  signal: AbortSignal,
): Promise<readonly Quota[]> {
  const call = {
    path: `/subscriptions/${place.subscription}/providers/Microsoft.Compute/locations/${encodeURIComponent(place.location)}/usages`,
    apiVersion: '2026-04-01',
    subject: { verb: 'read', object: `the quota of ${place.location}`, role: 'Reader' },
  };
  return (await arm.list(call, signal)).map(readQuota);
}

function readQuota(usage: JsonObject): Quota {
  return {
    family: stringOf(objectOf(usage['name'])['value']),
    limit: numberOf(usage['limit']) ?? 0,
    used: numberOf(usage['currentValue']) ?? 0,
  };
}

/** What a pool asks of one quota. */
export interface QuotaNeed {
  readonly quota: Quota;
  /** vCPUs that it takes, with the nodes of a surge. */
  readonly needed: number;
  readonly left: number;
}

/**
 * What nodes of a size take from the quota of their family and from that of all cores; empty where
 * Azure tells no quota of it. Families are spelled in several ways: cases do not count.
 */
export function quotaNeeds(
  size: { readonly family: string; readonly cpus: number },
  nodes: number,
  surge: string,
  quotas: readonly Quota[],
): readonly QuotaNeed[] {
  const needed = (nodes + surgeNodes(surge, nodes)) * size.cpus;
  const wanted = new Set([size.family.toLowerCase(), 'cores']);
  return quotas
    .filter(({ family }) => wanted.has(family.toLowerCase()))
    .map((quota) => ({ quota, needed, left: quota.limit - quota.used }));
}

/**
 * How many nodes a surge adds: a number, or a share of the pool rounded up. Azure's default is 10
 * %.
 */
export function surgeNodes(surge: string, nodes: number): number {
  if (nodes === 0) return 0;
  const [, number, percent] = /^(\d+)(%?)$/.exec(surge === '' ? '10%' : surge) ?? [];
  if (number === undefined) return 1;
  return percent === '%' ? Math.ceil((nodes * Number(number)) / 100) : Number(number);
}
