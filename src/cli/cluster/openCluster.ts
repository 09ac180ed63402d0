import { clusterToken } from '../../azure/signIn/clusterToken.ts';
import { userCredential } from '../../azure/clusters/userCredential.ts';
import type { Log } from '../../base/log.ts';
import { Connection } from '../../kube/api/connection.ts';
import { aksContext } from '../../kube/kubeconfig/aksContext.ts';
import { withOverrides } from '../../kube/kubeconfig/withOverrides.ts';
import { boundsWithin } from '../../net/bounds.ts';
import { findContext } from './findContext.ts';
import { terminal } from '../terminal/terminal.ts';
import type { ClusterOptions } from './clusterOptions.ts';
import { type EndpointOf, findAksCluster } from './findAksCluster.ts';

/** Which cluster, and how long each answer of it may take, in milliseconds. */
type OpenOptions = ClusterOptions & { readonly requestTimeoutMs?: number | undefined };

/**
 * A connection to the cluster that a command was given: a context's, or that of an AKS cluster,
 * with the credentials that Azure gives, in memory alone. Throws a `UserError` when there is none.
 */
export async function openCluster(
  { kubeconfig, context, aks, overrides, requestTimeoutMs }: OpenOptions,
  endpointOf: EndpointOf,
  log: Log,
  signal: AbortSignal,
): Promise<Connection> {
  const options = {
    environment: process.env,
    log,
    mayRunPrograms: () => true,
    onWait: (what: string) => terminal.note(what),
    onPluginLine: (line: string, plugin: string) => terminal.note(`${plugin}: ${line}`),
    ...(requestTimeoutMs === undefined ? {} : { bounds: boundsWithin(requestTimeoutMs) }),
  };
  if (!aks) {
    const found = await findContext(kubeconfig, context, overrides, log);
    return new Connection({ ...options, context: withOverrides(found, overrides) });
  }
  const { cluster, arm, tokens } = await findAksCluster(aks, endpointOf, signal);
  const text = await userCredential(arm, cluster, signal);
  return new Connection({
    ...options,
    context: withOverrides(aksContext(text, cluster), overrides),
    entraToken: (tenant, stop) => clusterToken(tokens, tenant, stop),
  });
}
