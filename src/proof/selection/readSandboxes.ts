import { mapConcurrent } from '../../base/mapConcurrent.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { agentVersions } from '../../kube/resources/agents/agentVersions.ts';
import { sandboxes } from '../../kube/resources/agents/sandboxResource.ts';
import { versionToRead } from '../../model/agents/agentKinds.ts';
import type { AgentSandbox } from '../../model/agents/agentSandbox.ts';
import type { CheckTarget } from './checkTarget.ts';
import { type Shortfall, shortfallBy, shortfallOf } from './uncheckedBy.ts';

const MAX_READS = 8;
const OPEN = 'whether pods are what the templates of their Sandboxes promise is not known';

/** Targets with the Sandboxes that control their pods, and what of these could not be read. */
export interface WithSandboxes extends Shortfall {
  readonly targets: readonly CheckTarget[];
}

/** Sandboxes that were read, and why others were not. */
interface Found extends Shortfall {
  readonly sandboxes: readonly AgentSandbox[];
}

/**
 * Reads the Sandboxes that control pods; nothing is asked where none does. What cannot be read of
 * one namespace loses nothing of the others.
 */
export async function withSandboxes(
  connection: Connection,
  targets: readonly CheckTarget[],
  signal: AbortSignal,
): Promise<WithSandboxes> {
  const controlled = targets.filter(({ pod }) => pod.sandboxUid !== undefined);
  if (controlled.length === 0) return { targets, unchecked: [], limits: [] };
  const found = await readSandboxes(connection, controlled, signal).catch((error: unknown) => [
    notFound(error, 'the Sandboxes of pods'),
  ]);
  const all = found.flatMap((one) => one.sandboxes);
  const known = new Map(all.map((sandbox) => [sandbox.uid, sandbox]));
  return {
    targets: targets.map((target) => {
      const sandbox = target.pod.sandboxUid && known.get(target.pod.sandboxUid);
      return sandbox ? { ...target, sandbox } : target;
    }),
    ...shortfallOf(found),
  };
}

function notFound(error: unknown, object: string): Found {
  return { sandboxes: [], ...shortfallBy(error, object, OPEN) };
}

/** The Sandboxes of pods: a list for each namespace that has such pods. */
async function readSandboxes(
  connection: Connection,
  controlled: readonly CheckTarget[],
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const { Sandbox: served } = await agentVersions(connection, signal);
  const version = versionToRead(served);
  if (version === undefined) return [];
  const byNamespace = [...Map.groupBy(controlled, ({ pod }) => pod.namespace)];
  return mapConcurrent(byNamespace, MAX_READS, signal, async ([namespace, members]) => {
    const [one] = members;
    const name = members.length === 1 ? one?.pod.owner?.name : undefined;
    const query = name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
    const resource = { ...sandboxes(version, namespace), query };
    try {
      const read = await listWithRetry(connection, resource, signal);
      return { sandboxes: read, unchecked: [], limits: [] };
    } catch (error) {
      return notFound(error, `the Sandboxes of ${namespace}`);
    }
  });
}
