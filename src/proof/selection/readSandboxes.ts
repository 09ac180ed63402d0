import { mapConcurrent } from '../../base/mapConcurrent.ts';
import { isUnseen } from '../../kube/api/apiError.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { agentVersions } from '../../kube/resources/agents/agentVersions.ts';
import { sandboxes } from '../../kube/resources/agents/sandboxResource.ts';
import { versionToRead } from '../../model/agents/agentKinds.ts';
import type { AgentSandbox } from '../../model/agents/agentSandbox.ts';
import type { CheckTarget } from './checkTarget.ts';

const MAX_READS = 8;

/** Targets with the Sandboxes that control their pods, and what could not be found out of these. */
export interface WithSandboxes {
  readonly targets: readonly CheckTarget[];
  readonly limits: readonly string[];
}

/**
 * Reads the Sandboxes that control pods; nothing is asked where none does. What may not be seen is
 * a limit and no failure.
 */
export async function withSandboxes(
  connection: Connection,
  targets: readonly CheckTarget[],
  signal: AbortSignal,
): Promise<WithSandboxes> {
  const controlled = targets.filter(({ pod }) => pod.sandboxUid !== undefined);
  if (controlled.length === 0) return { targets, limits: [] };
  try {
    const known = await readSandboxes(connection, controlled, signal);
    return {
      targets: targets.map((target) => {
        const sandbox = target.pod.sandboxUid && known.get(target.pod.sandboxUid);
        return sandbox ? { ...target, sandbox } : target;
      }),
      limits: [],
    };
  } catch (error) {
    if (!isUnseen(error)) throw error;
    const why = 'whether pods are what the templates of their Sandboxes promise is not known';
    return { targets, limits: [`${error.problem.what}: ${why}`] };
  }
}

/** The Sandboxes of pods by their uid: a list for each namespace that has such pods. */
async function readSandboxes(
  connection: Connection,
  controlled: readonly CheckTarget[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, AgentSandbox>> {
  const { Sandbox: served } = await agentVersions(connection, signal);
  const version = versionToRead(served);
  if (version === undefined) return new Map();
  const byNamespace = [...Map.groupBy(controlled, ({ pod }) => pod.namespace)];
  const lists = await mapConcurrent(byNamespace, MAX_READS, signal, ([namespace, members]) => {
    const [one] = members;
    const name = members.length === 1 ? one?.pod.owner?.name : undefined;
    const query = name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
    return listWithRetry(connection, { ...sandboxes(version, namespace), query }, signal);
  });
  return new Map(lists.flat().map((sandbox) => [sandbox.uid, sandbox]));
}
