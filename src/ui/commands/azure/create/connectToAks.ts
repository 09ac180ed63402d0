import type { Connection } from '../../../../kube/api/connection.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import type { State } from '../../../../state/state.ts';
import { sessionOf } from '../../target/target.ts';
import { notOfAzure } from '../../target/targetProblems.ts';

type Opening = Pick<State, 'azure' | 'clusters' | 'sessions' | 'active'>;

/**
 * The id of the row that an AKS cluster has, the active one first; `undefined` where it has none.
 */
export function rowOfAks(
  { clusters, active }: Pick<State, 'clusters' | 'active'>,
  clusterId: string,
): string | undefined {
  const key = aksKey(clusterId);
  const rows = clusters.refs.filter(({ aks }) => aks && aksKey(aks.id) === key);
  return (rows.find(({ id }) => id === active.id) ?? rows[0])?.id;
}

/** Connects to an AKS cluster by its context, else with what Azure gives. Throws why it cannot. */
export async function connectToAks(
  context: Opening,
  { clusterId, clusterName }: Pick<PoolOperation, 'clusterId' | 'clusterName'>,
): Promise<Connection> {
  await context.clusters.load();
  const row = rowOfAks(context, clusterId);
  if (row === undefined) throw notOfAzure(clusterName);
  return (await sessionOf(context, row)).connection;
}
