import type { ArmClient } from '../arm/armClient.ts';
import { textsOf } from '../arm/json.ts';
import { clusterPath } from '../arm/paths.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';

/**
 * Whether an action is allowed, as far as Azure tells. Deny assignments and policies are not told.
 */
export type Permission = 'yes' | 'no' | 'unknown';

export interface AllowedActions {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** What the person's roles allow on a cluster; `undefined` where it may not be read. */
export async function listPermissions(
  arm: ArmClient,
  cluster: Pick<AksCluster, 'id' | 'name'>,
  signal: AbortSignal,
): Promise<readonly AllowedActions[] | undefined> {
  const call = {
    path: `${clusterPath(cluster.id)}/providers/Microsoft.Authorization/permissions`,
    apiVersion: '2022-04-01',
    subject: { verb: 'read', object: `your rights on ${cluster.name}`, role: 'Reader' },
  };
  try {
    return (await arm.list(call, signal)).map((one) => ({
      actions: textsOf(one['actions']),
      notActions: textsOf(one['notActions']),
    }));
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Whether one of the roles grants an action. Source: Azure RBAC, role definitions (2026-08). */
export function permissionOf(
  action: string,
  allowed: readonly AllowedActions[] | undefined,
): Permission {
  if (!allowed || allowed.length === 0) return 'unknown';
  const granted = allowed.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matches(pattern, action)) &&
      !notActions.some((pattern) => matches(pattern, action)),
  );
  return granted ? 'yes' : 'no';
}

/** `*` stands for any text, slashes too; cases do not count. */
function matches(pattern: string, action: string): boolean {
  const [first = '', ...others] = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
