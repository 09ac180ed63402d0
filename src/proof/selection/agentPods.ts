import type { Connection } from '../../kube/api/connection.ts';
import type { ListedKind } from '../../kube/list/listedKind.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { agentVersions } from '../../kube/resources/agents/agentVersions.ts';
import { sandboxClaims } from '../../kube/resources/agents/sandboxClaimResource.ts';
import { sandboxes } from '../../kube/resources/agents/sandboxResource.ts';
import { sandboxTemplates } from '../../kube/resources/agents/sandboxTemplateResource.ts';
import { sandboxWarmPools } from '../../kube/resources/agents/sandboxWarmPoolResource.ts';
import { AGENT_KINDS, type AgentKind, versionToRead } from '../../model/agents/agentKinds.ts';
import type { AgentSandbox } from '../../model/agents/agentSandbox.ts';
import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Unchecked } from '../report/checkReport.ts';

/** An object of one of the kinds of agent sandboxes. */
export interface AgentName {
  readonly namespace: string;
  readonly kind: AgentKind;
  readonly name: string;
}

/** Lists a kind in the namespace; empty where the cluster does not serve it. */
type List = <Raw extends RawObject, T>(
  kind: AgentKind,
  resource: (version: string, namespace: string) => ListedKind<Raw, T>,
) => Promise<readonly T[]>;

/**
 * The Sandboxes that an object means: itself; of a claim the one that is its own; of a pool its
 * free members; of a template those of its pools, and those of the claims on them. Why there are
 * none, where there is none. Throws `ApiError`, 403 where they may not be seen.
 */
export async function sandboxesOf(
  connection: Connection,
  { namespace, kind, name }: AgentName,
  signal: AbortSignal,
): Promise<readonly AgentSandbox[] | Unchecked> {
  const object = `${kind} ${namespace}/${name}`;
  const missing = (why: string): Unchecked => ({ object, why: `${object} ${why}` });
  const cluster = connection.cluster.name;
  const versions = await agentVersions(connection, signal);
  const list: List = async (wanted, resource) => {
    const version = versionToRead(versions[wanted]);
    return version === undefined
      ? []
      : listWithRetry(connection, resource(version, namespace), signal);
  };
  if (versionToRead(versions[kind]) === undefined) {
    return missing(
      `cannot be read: ${cluster} serves no ${AGENT_KINDS[kind].plural} that are known`,
    );
  }
  const found = await MEANT[kind](name, list);
  if (!found) return missing(`is not there in ${cluster}`);
  return found.length > 0 ? found : missing(`has no Sandbox in ${cluster}`);
}

type Meant = (name: string, list: List) => Promise<readonly AgentSandbox[] | undefined>;

/** For each kind the Sandboxes that one of it means; `undefined` where it is not there. */
const MEANT: Readonly<Record<AgentKind, Meant>> = {
  async Sandbox(name, list) {
    const own = (await list('Sandbox', sandboxes)).filter((one) => one.name === name);
    return own.length > 0 ? own : undefined;
  },
  async SandboxClaim(name, list) {
    const claim = (await list('SandboxClaim', sandboxClaims)).find((one) => one.name === name);
    return claim && controlledBy([claim], await list('Sandbox', sandboxes));
  },
  async SandboxWarmPool(name, list) {
    const pools = await list('SandboxWarmPool', sandboxWarmPools);
    const pool = pools.find((one) => one.name === name);
    return pool && controlledBy([pool], await list('Sandbox', sandboxes));
  },
  async SandboxTemplate(name, list) {
    const [templates, pools, claims, all] = await Promise.all([
      list('SandboxTemplate', sandboxTemplates),
      list('SandboxWarmPool', sandboxWarmPools),
      list('SandboxClaim', sandboxClaims),
      list('Sandbox', sandboxes),
    ]);
    if (!templates.some((one) => one.name === name)) return undefined;
    const own = pools.filter(({ templateName }) => templateName === name);
    const names = new Set(own.map((pool) => pool.name));
    const bound = claims.filter(
      ({ poolName, templateName }) =>
        templateName === name || (poolName !== undefined && names.has(poolName)),
    );
    return controlledBy([...own, ...bound], all);
  },
};

function controlledBy(
  owners: readonly { readonly uid: string }[],
  all: readonly AgentSandbox[],
): readonly AgentSandbox[] {
  const uids = new Set(owners.map(({ uid }) => uid));
  return all.filter(({ owner }) => owner !== undefined && uids.has(owner.uid));
}
