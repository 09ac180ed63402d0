import { ApiError } from '../../kube/api/apiError.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { readNode } from '../../kube/resources/nodeRequests.ts';
import { requireNamespace } from '../../kube/resources/ownerRequests.ts';
import { withRetry } from '../../net/retry.ts';
import type { PodFilter } from './podScope.ts';
import { type Shortfall, shortfallBy, shortfallOf, uncheckedBy } from './uncheckedBy.ts';

/** The node that a field selector names; `undefined` where it names none. */
export function selectedNode({ fieldSelector = '' }: PodFilter): string | undefined {
  return /(?:^|,)spec\.nodeName==?([^,=]+)/.exec(fieldSelector)?.[1];
}

/**
 * Why no pod was found: the namespace or the node that was named is not there, or it is not known
 * whether it is. Nothing where both are.
 */
export async function whyNone(
  connection: Connection,
  scope: PodFilter & { readonly namespace?: string },
  signal: AbortSignal,
): Promise<Shortfall> {
  const { namespace } = scope;
  const node = selectedNode(scope);
  const ask = async (object: string, read: () => Promise<unknown>): Promise<Shortfall> => {
    try {
      await withRetry(read, signal, Infinity, connection.onWait);
      return { unchecked: [], limits: [] };
    } catch (error) {
      return isMissing(error)
        ? { unchecked: [uncheckedBy(error, object)], limits: [] }
        : shortfallBy(error, object, 'whether it is there is not known');
    }
  };
  const asked = [
    ...(namespace === undefined
      ? []
      : [ask(`the namespace ${namespace}`, () => requireNamespace(connection, namespace, signal))]),
    ...(node === undefined
      ? []
      : [ask(`the node ${node}`, () => readNode(connection, node, signal))]),
  ];
  return shortfallOf(await Promise.all(asked));
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
