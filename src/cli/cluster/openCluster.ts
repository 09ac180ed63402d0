import { clusterToken } from '../../azure/signIn/clusterToken.ts';
import { userCredential } from '../../azure/clusters/userCredential.ts';
import type { Log } from '../../base/log.ts';
import { Connection } from '../../kube/api/connection.ts';
import { aksContext } from '../../kube/kubeconfig/aksContext.ts';
import { findContext } from '../terminal/findContext.ts';
import { terminal } from '../terminal/terminal.ts';
import type { ClusterOptions } from './clusterOptions.ts';
import { type EndpointOf, findAksCluster } from './findAksCluster.ts';

/**
 * A connection to the cluster that a command was given: a context's, or that of an AKS cluster,
 * with the credentials that Azure gives, in memory alone. Throws a `UserError` when there is none.
 */
export async function openCluster(
  { kubeconfig, context, aks }: ClusterOptions,
  endpointOf: EndpointOf,
  log: Log,
  signal: AbortSignal,
): Promise<Connection> {
  const options = {
    environment: process.env,
    log,
    mayRunPrograms: () => true,
    onWait: (what: string) => terminal.note(what),
  };
  if (!aks) {
    return new Connection({ ...options, context: await findContext(kubeconfig, context, log) });
  }
  const { cluster, arm, tokens } = await findAksCluster(aks, endpointOf, signal);
  const text = await userCredential(arm, cluster, signal);
  return new Connection({
    ...options,
    context: aksContext(text, cluster),
    entraToken: (tenant, stop) => clusterToken(tokens, tenant, stop),
  });
}
