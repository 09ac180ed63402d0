import { isAbort } from '../../base/abort.ts';
import { nullLog } from '../../base/log.ts';
import { problemOf } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import type { ListedKind } from '../../kube/list/listedKind.ts';

import { type AgentKind, versionToRead } from '../../model/agents/agentKinds.ts';
import type { AgentVersions } from '../../model/cluster/agentObjects.ts';
import { agentList } from '../../kube/resources/agents/agentResource.ts';
import { agentVersions } from '../../kube/resources/agents/agentVersions.ts';
import { sandboxTemplates } from '../../kube/resources/agents/sandboxTemplateResource.ts';
import { sandboxWarmPools } from '../../kube/resources/agents/sandboxWarmPoolResource.ts';
import type { AgentFacts, LiveVolumeClaims } from '../../yaml/facts/agentFacts.ts';
import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import { type Facts, type Known, NO_FACTS } from '../../yaml/facts/facts.ts';
import { factsOfFile } from './factsOfFile.ts';
import { volumeClaimsOf } from './readFacts.ts';
import { namesCluster } from '../cluster/clusterOptions.ts';
import type { EndpointOf } from '../cluster/findAksCluster.ts';
import { openCluster } from '../cluster/openCluster.ts';
import { terminal } from '../terminal/terminal.ts';
import type { LintOptions } from './lintOptions.ts';
import { unverifiedText } from '../../model/cluster/unverified.ts';
import { NODES } from '../../kube/resources/nodeResource.ts';
import { NAMESPACES } from '../../kube/resources/namespaceResource.ts';
import { RUNTIME_CLASSES } from '../../kube/resources/runtimeClassResource.ts';

/** What `lint` knows of a cluster: of a file, of a cluster that was named, else nothing. */
export async function lintFacts(
  options: LintOptions,
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<Facts> {
  if (options.facts !== undefined) {
    const facts = await factsOfFile(options.facts);
    if (facts.runtimeClasses.state === 'unknown') {
      terminal.note(
        `${options.facts} holds no RuntimeClass: whether classes exist is not checked. If the cluster has none, every pod that names one is rejected.`,
      );
    }
    return facts;
  }
  if (!namesCluster(options)) return NO_FACTS;
  const connection = await openCluster(options, endpointOf, nullLog, signal);
  const { cluster } = connection;
  try {
    if (cluster.unverified !== undefined) terminal.note(`${unverifiedText(cluster)}.`);
    const runtimeClasses = await listed(connection, RUNTIME_CLASSES, signal);
    if (runtimeClasses.state === 'complete' && runtimeClasses.items.length === 0) {
      terminal.note(
        `${connection.cluster.name} has no RuntimeClass: every pod that names one is rejected.`,
      );
    }
    return {
      cluster: connection.cluster.name,
      runtimeClasses,
      nodes: await listed(connection, NODES, signal),
      namespaces: await listed(connection, NAMESPACES, signal),
      ...(await agentsOf(connection, signal)),
    };
  } finally {
    connection.dispose();
  }
}

/** Nothing where the cluster has no agent sandboxes, or may not be asked for its kinds. */
async function agentsOf(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ readonly agents?: AgentFacts }> {
  const versions = await agentVersions(connection, signal).catch(
    (error: unknown): AgentVersions => {
      if (isAbort(error) || problemOf(error).kind !== 'forbidden') throw error;
      return {};
    },
  );
  if (Object.keys(versions).length === 0) return {};
  const read = async <Raw extends RawObject, T>(
    kind: AgentKind,
    listedAs: (version: string) => ListedKind<Raw, T>,
  ): Promise<Known<T>> => {
    const version = versionToRead(versions[kind]);
    return version === undefined
      ? { state: 'unknown' }
      : await listed(connection, listedAs(version), signal);
  };
  return {
    agents: {
      versions,
      templates: await read('SandboxTemplate', sandboxTemplates),
      pools: await read('SandboxWarmPool', sandboxWarmPools),
      volumeClaims: await read('Sandbox', volumeClaims),
    },
  };
}

/** Sandboxes with the volumes that they have. */
function volumeClaims(version: string): ListedKind<RawObject, LiveVolumeClaims> {
  return {
    ...agentList('Sandbox', version),
    shape: {
      metadata: { name: true, namespace: true },
      spec: { volumeClaimTemplates: true },
    },
    projection: () => volumeClaimsOf,
  };
}

/** A kind that may not be listed is unknown, and that is said; any other failure ends the run. */
async function listed<Raw extends RawObject, T>(
  connection: Connection,
  resource: ListedKind<Raw, T>,
  signal: AbortSignal,
): Promise<Known<T>> {
  try {
    const items = await listWithRetry(connection, resource, signal);
    return { state: 'complete', items };
  } catch (error) {
    const problem = problemOf(error);
    if (isAbort(error) || problem.kind !== 'forbidden') throw error;
    terminal.note(`${problem.what}: what needs them is not checked.`);
    return { state: 'unknown' };
  }
}
