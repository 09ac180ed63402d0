import type { Cluster } from '../cluster.ts';
import { entryKey } from '../kube/entry.ts';
import type { RuntimeClass } from '../kube/node.ts';
import { servedType } from '../kube/resourceTypes.ts';
import { buildNamespace } from '../sample/namespaces.ts';
import { uuidOf } from '../pods/podStatus.ts';
import { nodeName, sampleNode } from '../sample/nodes.ts';
import { appContainer, buildPod } from '../sample/podBuilder.ts';
import { GVISOR_POOL, handlers, KATA_POOL, SYSTEM_POOL, type PoolSpec } from '../sample/pools.ts';
import { sampleRuntimeClasses } from '../sample/runtimeClasses.ts';
import { loadAgents } from './agents.ts';
import { Template, TemplateEntry } from './template.ts';
import { GVISOR_LABEL } from '../../../src/model/labels.ts';

/** The share of each kind of pool among the generated nodes, and what runs on it. */
const KINDS = [
  { pool: SYSTEM_POOL, share: 2, handlers: [], labels: {}, runtimeClass: undefined },
  {
    pool: GVISOR_POOL,
    share: 2,
    handlers: ['runsc'],
    labels: { [GVISOR_LABEL]: 'true' },
    runtimeClass: 'gvisor',
  },
  { pool: KATA_POOL, share: 1, handlers: ['kata'], labels: {}, runtimeClass: 'kata-vm-isolation' },
] as const;
type Kind = (typeof KINDS)[number];

/** Kinds in the order in which generated objects take them. */
const ROUND: readonly Kind[] = KINDS.flatMap((kind) =>
  Array.from({ length: kind.share }, () => kind),
);
/** The first instance number of generated nodes: the sample's own are below. */
const FIRST_INDEX = 1000;
const NAMESPACES = 50;
/** A pod of a real cluster has about 5.9 KB of JSON. */
const POD_BYTES = 5900;

/** Stands for the number of restarts in the model: it occurs nowhere else. */
const RESTARTS = 987_654_321;

/** Adds nodes and pods as a large cluster has them, at the cost of what differs between them. */
export function loadScale(cluster: Cluster): void {
  const { nodes, pods, version } = cluster.options;
  if (nodes > 0) loadNodes(cluster, nodes, version);
  if (pods > 0) loadPods(cluster, pods, Math.max(nodes, 1));
  loadAgents(cluster);
}

function kindAt(index: number): Kind {
  return ROUND[index % ROUND.length] ?? KINDS[0];
}

function nodeAt(index: number): string {
  return nodeName(kindAt(index).pool, FIRST_INDEX + index);
}

function loadNodes(cluster: Cluster, count: number, kubelet: string): void {
  const models = new Map(KINDS.map((kind) => [kind.pool.name, nodeModel(kind, kubelet)]));
  cluster.store.load(servedType('nodes'), function* (revision) {
    for (let index = 0; index < count; index++) {
      const { pool } = kindAt(index);
      const model = models.get(pool.name);
      if (!model) continue;
      const name = nodeAt(index);
      const labels = { ...model.labels, 'kubernetes.io/hostname': name };
      const values = { name, uid: uuidOf(name), boot: uuidOf(`${name}-boot`) };
      const fields = { 'metadata.name': name };
      yield new TemplateEntry(model.template, values, { key: name, labels, fields }, revision);
    }
  });
}

function nodeModel(kind: Kind, kubelet: string) {
  const index = FIRST_INDEX - 1;
  const pool: PoolSpec = kind.pool;
  const node = sampleNode({
    pool,
    index,
    kubelet,
    createdAt: new Date(),
    handlers: handlers(...kind.handlers),
    labels: kind.labels,
  });
  const name = nodeName(pool, index);
  node.metadata.resourceVersion = 'MODEL-REVISION';
  return {
    labels: node.metadata.labels ?? {},
    template: new Template(node, {
      name,
      uid: uuidOf(name),
      boot: uuidOf(`${name}-boot`),
      revision: 'MODEL-REVISION',
    }),
  };
}

function loadPods(cluster: Cluster, count: number, nodeCount: number): void {
  const classes = sampleRuntimeClasses();
  const models = new Map(KINDS.map((kind) => [kind.pool.name, podModel(kind, classes)]));
  const namespaceOf = (index: number): string =>
    `team-${String(index % NAMESPACES).padStart(2, '0')}`;
  for (let index = 0; index < NAMESPACES; index++)
    cluster.store.put(buildNamespace(namespaceOf(index)));
  cluster.store.load(servedType('pods'), function* (revision) {
    for (let index = 0; index < count; index++) {
      const kind = kindAt(index);
      const model = models.get(kind.pool.name);
      if (!model) continue;
      const namespace = namespaceOf(index);
      const name = `service-${Math.floor(index / NAMESPACES / 10)}-6d5f9c7b88-${String(index).padStart(6, '0')}`;
      const node = nodeAt(sameKind(index, nodeCount));
      const values = { name, namespace, node, uid: uuidOf(`${namespace}/${name}`) };
      const fields = {
        'metadata.name': name,
        'metadata.namespace': namespace,
        'spec.nodeName': node,
        'status.phase': 'Running',
      };
      const identity = { key: entryKey(namespace, name), labels: model.labels, fields };
      yield new TemplateEntry(model.template, values, identity, revision);
    }
  });
}

/** A node whose pool is of the pod's kind: a number below `count` with the same place in the round. */
function sameKind(index: number, count: number): number {
  const place = index % ROUND.length;
  const rounds = Math.max(1, Math.floor(count / ROUND.length));
  return place + ROUND.length * (Math.floor(index / ROUND.length) % rounds);
}

function podModel(kind: Kind, classes: readonly RuntimeClass[]) {
  const [namespace, name, node] = ['model-namespace', 'model-name', 'model-node'];
  const build = (padding: string) =>
    buildPod(
      {
        namespace,
        name,
        node,
        labels: { app: 'service', 'pod-template-hash': '6d5f9c7b88' },
        annotations: { 'example.com/configuration': padding },
        containers: [appContainer('main')],
        createdAt: new Date(),
        ...(kind.runtimeClass === undefined ? {} : { runtimeClass: kind.runtimeClass }),
      },
      classes,
    );
  const bare = JSON.stringify(build('')).length;
  const pod = build('x'.repeat(Math.max(0, POD_BYTES - bare)));
  pod.metadata.resourceVersion = 'MODEL-REVISION';
  const [main] = pod.status.containerStatuses ?? [];
  if (main !== undefined) main.restartCount = RESTARTS;
  return {
    labels: pod.metadata.labels ?? {},
    template: new Template(pod, {
      namespace,
      name,
      node,
      uid: uuidOf(`${namespace}/${name}`),
      revision: 'MODEL-REVISION',
      writes: String(RESTARTS),
    }),
  };
}
