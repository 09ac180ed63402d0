import type { PoolOperation, PoolOperationKind, PoolStep } from '../../model/aks/poolOperation.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';

const KINDS: Readonly<Record<PoolOperationKind, true>> = {
  create: true,
  scale: true,
  delete: true,
  upgradeImage: true,
  rollBackImage: true,
};
const STEPS: Readonly<Record<PoolStep, true>> = {
  sending: true,
  azure: true,
  reconcile: true,
  class: true,
  proof: true,
};

/**
 * An operation on a pool as it was kept; `undefined` for what no version of the extension has kept
 * so.
 */
export function readPoolOperation(kept: unknown): PoolOperation | undefined {
  if (!isMap(kept)) return undefined;
  const [kind, step] = [stringOf(kept['kind']), stringOf(kept['step'])];
  if (!isOneOf(kind, KINDS) || !isOneOf(step, STEPS)) return undefined;
  const texts = {
    id: stringOf(kept['id']),
    clusterId: stringOf(kept['clusterId']),
    clusterName: stringOf(kept['clusterName']),
    tenant: stringOf(kept['tenant']),
    pool: stringOf(kept['pool']),
    window: stringOf(kept['window']),
  };
  const { begunAt, aliveAt, body } = kept;
  if (Object.values(texts).includes('')) return undefined;
  if (typeof begunAt !== 'number' || typeof aliveAt !== 'number') return undefined;
  return { ...texts, kind, step, begunAt, aliveAt, ...(isMap(body) ? { body } : {}) };
}

function isOneOf<T extends string>(text: string, all: Readonly<Record<T, true>>): text is T {
  return Object.hasOwn(all, text);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
