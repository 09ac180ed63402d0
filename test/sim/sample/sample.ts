import type { Cluster } from '../cluster.ts';
import { addAgents, AGENT_NAMESPACES } from './agents.ts';
import { addBatch } from './batch.ts';
import { addCluster } from './cluster.ts';
import { Content } from './content.ts';
import { addKubeSystem } from './kubeSystem.ts';
import {
  buildNamespace,
  defaultServiceAccount,
  rootCertificates,
  SAMPLE_NAMESPACES,
  SYSTEM_NAMESPACES,
} from './namespaces.ts';
import { addPayments } from './payments.ts';
import { addWeb } from './web.ts';

/** Fills a cluster with an AKS cluster of three pools, as one finds it on an ordinary day. */
export function loadSample(cluster: Cluster): void {
  const { options } = cluster;
  const content = new Content();
  const hasAgents = options.agents !== 'none' && !options.empty;
  const names = [
    ...SYSTEM_NAMESPACES,
    ...(options.empty ? [] : SAMPLE_NAMESPACES),
    ...(hasAgents ? AGENT_NAMESPACES : []),
  ];
  content.objects.push(
    ...names.flatMap((name) => [
      buildNamespace(name),
      defaultServiceAccount(name),
      rootCertificates(name),
    ]),
  );
  if (!options.empty) {
    const nodes = addCluster(content, options.version, options.windowsPool);
    addKubeSystem(content, nodes);
    addPayments(content, nodes);
    addWeb(content, nodes);
    addBatch(content, nodes);
    if (hasAgents) addAgents(content, nodes);
  }
  for (const object of content.objects) cluster.store.put(object);
  for (const { namespace, name, runtime } of content.runtimes) {
    cluster.runtimes.set(namespace, name, runtime);
  }
  for (const { node, kernels } of content.handlers) cluster.runtimes.setHandlers(node, kernels);
}
