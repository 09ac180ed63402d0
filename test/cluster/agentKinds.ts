import path from 'node:path';
import type { Cluster } from './cluster.ts';

const CRDS = path.join(import.meta.dirname, 'manifests/agent-sandbox-crds.yaml');

/** Makes the API server serve the kinds of agent sandboxes. */
export async function serveAgentKinds(cluster: Cluster): Promise<void> {
  await cluster.kubectl(['apply', '--filename', CRDS]);
  const established = ['wait', '--for', 'condition=Established', '--timeout', '30s'];
  await cluster.kubectl([...established, '--filename', CRDS]);
}

/** Takes the kinds away again, with all objects of them. */
export async function removeAgentKinds(cluster: Cluster): Promise<void> {
  await cluster.kubectl(['delete', '--filename', CRDS]);
}
