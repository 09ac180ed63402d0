import type { Connection } from './connection.ts';

/** What is asked of the rights of who asks: `spec.resourceAttributes` of a review. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  /** Every namespace if absent. */
  readonly namespace?: string;
}

/** Whether who asks may do it, as the API server says. */
export async function mayDo(
  connection: Connection,
  resourceAttributes: ResourceAttributes,
  signal: AbortSignal,
): Promise<boolean> {
  const review = await connection.json<{ status?: { allowed?: boolean } }>({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    },
    subject: {
      cluster: connection.cluster.name,
      verb: 'ask for',
      object: 'your rights',
      rights: 'create on selfsubjectaccessreviews',
    },
    signal,
  });
  return review.status?.allowed === true;
}
