import {
  AGENT_EXTENSIONS_GROUP,
  AGENT_KINDS,
  type AgentKind,
  AGENTS_GROUP,
  AGENTS_VERSION,
  OLD_AGENTS_VERSION,
} from '../../../model/agents/agentKinds.ts';
import type { AgentVersions } from '../../../model/cluster/agentObjects.ts';
import { listOf, stringOf } from '../../../model/kubernetes/kubernetesObject.ts';
import type { Connection } from '../../api/connection.ts';
import { servedResources } from '../servedResources.ts';

interface RawGroups {
  readonly groups?: readonly {
    readonly name?: string;
    readonly versions?: readonly { readonly version?: string }[];
  }[];
}

const GROUPS: ReadonlySet<string> = new Set([AGENTS_GROUP, AGENT_EXTENSIONS_GROUP]);
const VERSIONS: ReadonlySet<string> = new Set([AGENTS_VERSION, OLD_AGENTS_VERSION]);

/**
 * Which of the kinds a cluster serves and in which versions. A cluster without their groups is
 * asked for its groups alone.
 */
export async function agentVersions(
  connection: Connection,
  signal: AbortSignal,
): Promise<AgentVersions> {
  const { groups } = await connection.json<RawGroups>({
    path: '/apis',
    subject: {
      cluster: connection.cluster.name,
      verb: 'discover',
      object: 'the kinds of agent sandboxes',
      rights: 'the role system:discovery',
    },
    signal,
  });
  const asked = listOf(groups).flatMap(({ name = '', versions }) =>
    GROUPS.has(name)
      ? listOf(versions)
          .map(({ version }) => stringOf(version))
          .filter((version) => VERSIONS.has(version))
          .map((version) => ({ group: name, version }))
      : [],
  );
  const served = await Promise.all(
    asked.map(async ({ group, version }) => {
      const resources = await servedResources(connection, `${group}/${version}`, signal);
      return { group, version, plurals: resources.map(({ plural }) => plural) };
    }),
  );
  const versionsOf = (kind: AgentKind): readonly string[] =>
    served
      .filter(({ group }) => group === AGENT_KINDS[kind].group)
      .filter(({ plurals }) => plurals.includes(AGENT_KINDS[kind].plural))
      .map(({ version }) => version);
  const kinds = Object.keys(AGENT_KINDS) as AgentKind[];
  return Object.fromEntries(
    kinds
      .map((kind) => [kind, versionsOf(kind)] as const)
      .filter(([, versions]) => versions.length > 0),
  );
}
