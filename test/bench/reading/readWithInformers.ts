// Reads all nodes, classes and pods of a cluster by the library's informers, as its documentation sets them up:
// node readWithInformers.ts KUBECONFIG
import { CoreV1Api, KubeConfig, makeInformer, NodeV1Api } from '@kubernetes/client-node';
import { measure } from '../measure.ts';

async function read(kubeconfig: string): Promise<() => number> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const core = config.makeApiClient(CoreV1Api);
  const node = config.makeApiClient(NodeV1Api);
  const all = [
    makeInformer(config, '/api/v1/nodes', () => core.listNode()),
    makeInformer(config, '/apis/node.k8s.io/v1/runtimeclasses', () => node.listRuntimeClass()),
    makeInformer(config, '/api/v1/pods', () => core.listPodForAllNamespaces()),
  ];
  await Promise.all(all.map((informer) => informer.start()));
  return () => all.reduce((sum, informer) => sum + informer.list().length, 0);
}

const [kubeconfig = ''] = process.argv.slice(2);
const { cost, result } = await measure(() => read(kubeconfig));
console.log(JSON.stringify({ ...cost, objects: result() }));
process.exit(0);
