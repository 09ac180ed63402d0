import type { Clock } from '../base/clock.ts';
import type { Connection } from '../kube/api/connection.ts';
import { listWithRetry } from '../kube/list/listWithRetry.ts';
import { type DrainedPod, readDrainedPods } from '../kube/resources/drainedPods.ts';
import { NODES } from '../kube/resources/nodeResource.ts';
import { cordonNode } from '../kube/write/cordonNode.ts';
import { evictPod } from '../kube/write/evictPod.ts';
import type { KubeNode } from '../model/node/node.ts';
import { withRetry } from '../net/retry.ts';

const POLL_MS = 5000;

/** The nodes of a pool, and the pods that a drain of it evicts. */
export interface PoolDrain {
  readonly nodes: readonly KubeNode[];
  readonly pods: readonly DrainedPod[];
}

/** A pod that does not leave yet, and in the cluster's words why. */
export interface HeldPod {
  readonly pod: Pick<DrainedPod, 'namespace' | 'name'>;
  readonly by: string;
}

/** How far a drain is. */
export interface DrainProgress {
  readonly left: number;
  readonly held: readonly HeldPod[];
}

/** Whether nothing of a pool is left to drain: no pod runs there, and none can come. */
export function isDrained({ nodes, pods }: PoolDrain): boolean {
  return pods.length === 0 && nodes.every(({ unschedulable }) => unschedulable);
}

/** Reads what a drain of a pool comes to. */
export async function readPoolDrain(
  connection: Connection,
  pool: string,
  signal: AbortSignal,
): Promise<PoolDrain> {
  const all = await listWithRetry(connection, NODES, signal);
  const nodes = all.filter((node) => node.pool === pool);
  const pods: DrainedPod[] = [];
  for (const { name } of nodes) {
    pods.push(...(await withRetry(() => readDrainedPods(connection, name, signal), signal)));
  }
  return { nodes, pods };
}

/**
 * Cordons the nodes of a pool and evicts the pods whose ids a person has said yes to, until they
 * are gone. What a disruption budget holds is asked for again and again, and never deleted. Pods
 * that came before a node was cordoned are left: they were not shown.
 */
export async function drainPool(
  connection: Connection,
  pool: string,
  agreed: ReadonlySet<string>,
  { clock, report }: { readonly clock: Clock; readonly report: (progress: DrainProgress) => void },
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { nodes, pods } = await readPoolDrain(connection, pool, signal);
    for (const { name, unschedulable } of nodes) {
      if (!unschedulable) await cordonNode(connection, name, signal);
    }
    const left = pods.filter(({ uid }) => agreed.has(uid));
    if (left.length === 0) return;
    const held: HeldPod[] = [];
    for (const pod of left) {
      if (pod.terminating) continue;
      const eviction = await evictPod(connection, pod, signal);
      if (eviction !== 'going') held.push({ pod, by: eviction.heldBy });
    }
    report({ left: left.length, held });
    await clock.wait(POLL_MS, signal);
  }
}
