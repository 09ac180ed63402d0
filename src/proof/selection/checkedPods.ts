import type { Connection } from '../../kube/api/connection.ts';
import type { ListedKind } from '../../kube/list/listedKind.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { CHECKED_PODS, type RawPod } from '../../kube/resources/podResource.ts';
import { type CheckTarget, projectCheckTarget } from './checkTarget.ts';
import type { PodFilter } from './podScope.ts';

/** The pods of a path as a check reads them. */
export function checkedPods(
  path: string,
  { labelSelector, fieldSelector }: PodFilter,
): ListedKind<RawPod, CheckTarget> {
  const query = { labelSelector, fieldSelector };
  return { ...CHECKED_PODS, path, query, projection: () => projectCheckTarget };
}

export function listCheckedPods(
  connection: Connection,
  path: string,
  filter: PodFilter,
  signal: AbortSignal,
): Promise<readonly CheckTarget[]> {
  return listWithRetry(connection, checkedPods(path, filter), signal);
}
