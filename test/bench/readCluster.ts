// Reads all nodes, classes and pods of a cluster: node readCluster.ts ours|informers KUBECONFIG
import { KubeConfig, makeInformer, NodeV1Api, CoreV1Api } from '@kubernetes/client-node';
import { nullLog } from '../../src/base/log.ts';
import { NODES, PODS, RUNTIME_CLASSES } from '../../src/kube/resources.ts';
import { type Source, WatchedList } from '../../src/kube/watchedList.ts';
import { connectTo } from '../simConnection.ts';
import { measure } from './measure.ts';

/** Resolves to the first whole value of a source, and keeps it. */
function firstValue<T>(source: Source<readonly T[]>): Promise<readonly T[]> {
  return new Promise((resolve) => {
    source.start((next) => {
      if (next.state === 'ready') resolve(next.value);
    });
  });
}

async function ours(kubeconfig: string): Promise<() => number> {
  const connection = await connectTo(kubeconfig);
  const lists = await Promise.all([
    firstValue(new WatchedList(() => connection, NODES, nullLog)),
    firstValue(new WatchedList(() => connection, RUNTIME_CLASSES, nullLog)),
    firstValue(new WatchedList(() => connection, PODS, nullLog)),
  ]);
  return () => lists.reduce((sum, { length }) => sum + length, 0);
}

/** The library's informers, as its documentation sets them up. */
async function informers(kubeconfig: string): Promise<() => number> {
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

const [who = '', kubeconfig = ''] = process.argv.slice(2);
const { cost, result } = await measure(() =>
  who === 'ours' ? ours(kubeconfig) : informers(kubeconfig),
);
console.log(JSON.stringify({ ...cost, objects: result() }));
process.exit(0);
