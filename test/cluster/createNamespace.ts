import type { Cluster } from './cluster.ts';

/** Creates a namespace, and waits until pods may be made in it. */
export async function createNamespace(cluster: Cluster, name: string): Promise<void> {
  await cluster.kubectl(['create', 'namespace', name]);
  const created = ['wait', '--for', 'create', '--timeout', '30s', '--namespace', name];
  await cluster.kubectl([...created, 'serviceaccount/default']);
}
