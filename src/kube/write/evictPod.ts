import type { SandboxPod } from '../../model/pod/pod.ts';
import { ApiError } from '../api/apiError.ts';
import type { Connection } from '../api/connection.ts';
import { podPath } from '../resources/podRequests.ts';

/** What came of an eviction: the pod goes or is gone, or something holds it for now. */
export type Eviction = 'going' | { readonly heldBy: string };

export function evictionPath({ namespace, name }: Pick<SandboxPod, 'namespace' | 'name'>): string {
  return `${podPath(namespace, name)}/eviction`;
}

/**
 * Asks that a pod leaves its node. A disruption budget that lets it not go answers 429. Another pod
 * of its name is left alone. Source: Kubernetes, API-initiated eviction (2026-08).
 */
export async function evictPod(
  connection: Connection,
  { namespace, name, uid }: Pick<SandboxPod, 'namespace' | 'name' | 'uid'>,
  signal: AbortSignal,
): Promise<Eviction> {
  try {
    await connection.json({
      method: 'POST',
      path: evictionPath({ namespace, name }),
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { namespace, name },
        deleteOptions: { preconditions: { uid } },
      },
      subject: {
        cluster: connection.cluster.name,
        verb: 'evict',
        object: `the pod ${namespace}/${name}`,
        rights: 'create on pods/eviction',
      },
      signal,
    });
    return 'going';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404 || error.status === 409) return 'going';
    if (error.status !== 429) throw error;
    const budget = error.causes.find(({ reason }) => reason === 'DisruptionBudget');
    return { heldBy: budget?.message ?? error.serverMessage };
  }
}
