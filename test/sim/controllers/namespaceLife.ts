import type { Cluster } from '../cluster.ts';
import { servedType } from '../kube/resourceTypes.ts';
import { defaultServiceAccount, rootCertificates } from '../sample/namespaces.ts';

/** Gives each new namespace what the controllers put into it a moment later. */
export function playNamespaceControllers(cluster: Cluster): void {
  cluster.store.subscribe(servedType('namespaces'), ({ type, entry }) => {
    if (type !== 'ADDED') return;
    const { name } = entry.object.metadata;
    cluster.timers.after(10, () => {
      if (cluster.store.get(servedType('namespaces'), undefined, name) === undefined) return;
      cluster.store.put(defaultServiceAccount(name));
      cluster.store.put(rootCertificates(name));
    });
  });
}
