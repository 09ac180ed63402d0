import { UserError } from '../../../../base/problem.ts';
import type { Connection } from '../../../../kube/api/connection.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import type { AzureParts } from '../../../../state/azure.ts';
import type { State } from '../../../../state/state.ts';
import { contextGone, notOfAzure } from '../../target/targetProblems.ts';

type Opening = Pick<State, 'clusters' | 'sessions' | 'active'>;

/**
 * The id of the row that an AKS cluster has, the active one first; `undefined` where it has none.
 */
export function rowOfAks({ clusters, active }: Opening, clusterId: string): string | undefined {
  const key = aksKey(clusterId);
  const rows = clusters.refs.filter(({ aks }) => aks && aksKey(aks.id) === key);
  return (rows.find(({ id }) => id === active.id) ?? rows[0])?.id;
}

/** Connects to an AKS cluster by its context, else with what Azure gives. Throws why it cannot. */
export async function connectToAks(
  context: Opening,
  azure: AzureParts,
  { clusterId, clusterName }: Pick<PoolOperation, 'clusterId' | 'clusterName'>,
): Promise<Connection> {
  const { clusters, sessions } = context;
  await clusters.load();
  const row = rowOfAks(context, clusterId);
  if (row === undefined) throw notOfAzure(clusterName);
  await clusters.connect(row);
  const session = sessions.open(row);
  if (session) return session.connection;
  const credentials = azure.contexts.of(row);
  throw credentials?.state === 'failed' ? new UserError(credentials.problem) : contextGone();
}
