import type { Clock } from '../base/clock.ts';
import type { Connection } from '../kube/api/connection.ts';
import { listWithRetry } from '../kube/list/listWithRetry.ts';
import { NODES } from '../kube/resources/nodeResource.ts';
import { RUNTIME_CLASSES } from '../kube/resources/runtimeClassResource.ts';
import type { KubeNode } from '../model/node/node.ts';
import { capabilityOf } from '../model/runtimeClass/capability.ts';
import type { RuntimeClass } from '../model/runtimeClass/runtimeClass.ts';

/** How long the RuntimeClass and a node of the pool are waited for, in milliseconds. */
const MAX_CLASS_WAIT_MS = 5 * 60_000;
const POLL_MS = 5000;

/**
 * The names that AKS gives its RuntimeClass of Kata: today's, and that of the preview, which stays
 * beside it for a while. Source: AKS release notes 2025-08-29.
 */
const NAMES = ['kata-vm-isolation', 'kata-mshv-vm-isolation'];

/**
 * The RuntimeClass of Pod Sandboxing, today's name first; `undefined` when the cluster has none.
 */
export function podSandboxingClass(classes: readonly RuntimeClass[]): RuntimeClass | undefined {
  for (const name of NAMES) {
    const found = classes.find((one) => one.name === name && one.isolation === 'kata');
    if (found) return found;
  }
  return undefined;
}

/** What came while it was waited for. */
export interface KataNode {
  readonly runtimeClass?: RuntimeClass;
  readonly node?: KubeNode;
}

/**
 * Waits until the cluster has the RuntimeClass of Pod Sandboxing and a node of the pool can run it,
 * five minutes at most. `hasNodes` is false for a pool that should have none. `onClass` is called
 * once the class is there.
 */
export async function waitForKataNode(
  connection: Connection,
  pool: { readonly name: string; readonly hasNodes: boolean },
  { clock, onClass }: { readonly clock: Clock; readonly onClass: () => void },
  signal: AbortSignal,
): Promise<KataNode> {
  const until = clock.now() + MAX_CLASS_WAIT_MS;
  let runtimeClass: RuntimeClass | undefined;
  for (;;) {
    if (!runtimeClass) {
      runtimeClass = podSandboxingClass(await listWithRetry(connection, RUNTIME_CLASSES, signal));
      if (runtimeClass) onClass();
    }
    if (runtimeClass) {
      if (!pool.hasNodes) return { runtimeClass };
      const nodes = await listWithRetry(connection, NODES, signal);
      const own = nodes.filter((node) => node.pool === pool.name);
      const [node] = capabilityOf(runtimeClass, own).capable;
      if (node) return { runtimeClass, node };
    }
    if (clock.now() >= until) return runtimeClass ? { runtimeClass } : {};
    await clock.wait(POLL_MS, signal);
  }
}
