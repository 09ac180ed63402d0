import { nodeKernel } from '../pods/kernel.ts';
import type { SampleNodes } from './cluster.ts';
import type { Content } from './content.ts';
import { appContainer } from './podBuilder.ts';
import { GVISOR_POOL } from './pools.ts';

/** Namespace `payments`: gVisor pods of all kinds, one of which is not sandboxed at all. */
export function addPayments(content: Content, { gvisor, system }: SampleNodes): void {
  const namespace = 'payments';
  const runtimeClass = 'gvisor';
  const [first, second] = gvisor;
  content.addReplicated({
    namespace,
    name: 'worker',
    runtimeClass,
    nodes: [first, first, second, second],
  });
  // The node's handler was runc when it started: it claims gVisor and runs on the node's kernel.
  content.addReplicated({
    namespace,
    name: 'legacy',
    kind: 'StatefulSet',
    runtimeClass,
    nodes: [first],
    runtime: { kernel: nodeKernel(GVISOR_POOL.kernel) },
  });
  content.addReplicated({
    namespace,
    name: 'checkout',
    runtimeClass,
    initContainers: [{ name: 'migrate', image: 'registry.example/shop/migrate:3.2.0' }],
    containers: [appContainer('app'), appContainer('envoy', 'registry.example/mesh/envoy:1.36.1')],
    nodes: [first, second],
    runtime: { profiles: { envoy: 'distroless' } },
  });
  content.addReplicated({
    namespace,
    name: 'vault-proxy',
    runtimeClass,
    nodes: [second],
    runtime: { profile: 'distroless' },
  });
  content.addReplicated({ namespace, name: 'api', nodes: [system[0], system[1], system[0]] });
  content.addPod({ namespace, name: 'psql', node: system[1], labels: { run: 'psql' } });
}
