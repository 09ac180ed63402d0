import { textOf } from '../../kube/textOf.ts';
import type { Cluster } from '../../cluster.ts';
import { isJsonObject, valueAt } from '../../kube/json.ts';
import type { KubeNode, RuntimeClass } from '../../kube/node.ts';
import type { Pod } from '../../kube/pod.ts';
import { servedType } from '../../kube/resourceTypes.ts';
import { kataKernel } from '../../pods/kernel.ts';
import { nodeName, sampleNode } from '../../sample/nodes.ts';
import { handlers, KATA_POOL, type PoolSpec, SYSTEM_POOL } from '../../sample/pools.ts';
import { kataClasses } from '../../sample/runtimeClasses.ts';
import { KATA_RUNTIMES, parseTaint, sizeNamed } from '../sample/sizes.ts';
import type { SimCluster, SimPool } from './account.ts';

/** Brings what Azure does with the pools of the embedded cluster to its Kubernetes half. */
export class EmbeddedPools {
  readonly #cluster: Cluster;
  /** Azure does not bring the RuntimeClass until the cluster is reconciled. */
  withholdsClass = false;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Makes the nodes of a pool as many as it has, of its image; `count` where not all of them come. */
  follow(azure: SimCluster, pool: SimPool, count = countOf(pool)): void {
    if (!azure.embedded) return;
    const spec = poolSpec(pool);
    const { store, options } = this.#cluster;
    for (let index = 0; index < count; index++) {
      const before = store.object<KubeNode>(NODES, undefined, nodeName(spec, index));
      if (before?.metadata.labels?.[IMAGE_LABEL] === spec.imageVersion) continue;
      const isKata = isKataPool(pool);
      const createdAt = new Date();
      const served = handlers(...(isKata ? ['kata'] : []));
      const node = sampleNode({
        pool: spec,
        index,
        kubelet: options.version,
        createdAt,
        handlers: served,
      });
      store.put(node);
      this.#cluster.runtimes.setHandlers(node.metadata.name, isKata ? { kata: kataKernel() } : {});
    }
    for (const node of this.#nodesOf(pool)) {
      if (indexOf(node) >= count) this.#removeNode(node);
    }
    if (isKataPool(pool) && !this.withholdsClass) this.addClass();
  }

  /** The RuntimeClasses that AKS brings with its first Kata pool. */
  addClass(): void {
    for (const one of kataClasses()) {
      if (!this.#cluster.store.object<RuntimeClass>(CLASSES, undefined, one.metadata.name)) {
        this.#cluster.store.put(one);
      }
    }
  }

  /** Takes the nodes of a pool away, and the RuntimeClasses with the last Kata pool. */
  remove(azure: SimCluster, pool: SimPool): void {
    if (!azure.embedded) return;
    for (const node of this.#nodesOf(pool)) this.#removeNode(node);
    if ([...azure.pools.values()].some(isKataPool)) return;
    for (const { metadata } of kataClasses()) {
      this.#cluster.store.remove(CLASSES, undefined, metadata.name);
    }
  }

  #nodesOf(pool: SimPool): KubeNode[] {
    const nodes = [...this.#cluster.store.objects<KubeNode>(NODES)];
    return nodes.filter(({ metadata }) => metadata.labels?.['agentpool'] === pool.name);
  }

  #removeNode({ metadata }: KubeNode): void {
    const pods = [...this.#cluster.store.objects<Pod>(servedType('pods'))];
    for (const pod of pods) {
      if (pod.spec.nodeName !== metadata.name) continue;
      this.#cluster.store.remove(servedType('pods'), pod.metadata.namespace, pod.metadata.name);
    }
    this.#cluster.store.remove(NODES, undefined, metadata.name);
  }
}

const NODES = servedType('nodes');
const CLASSES = servedType('runtimeclasses');
const IMAGE_LABEL = 'kubernetes.azure.com/node-image-version';

function isKataPool({ properties }: SimPool): boolean {
  return KATA_RUNTIMES.includes(textOf(properties['workloadRuntime']));
}

function countOf({ properties }: SimPool): number {
  return Number(properties['count'] ?? 0);
}

function indexOf({ metadata }: KubeNode): number {
  return Number.parseInt(metadata.name.slice(-6), 36);
}

/** What the nodes of a pool have in common. */
function poolSpec(pool: SimPool): PoolSpec {
  const { properties } = pool;
  const base = isKataPool(pool) ? KATA_POOL : SYSTEM_POOL;
  const size = sizeNamed(textOf(properties['vmSize']));
  const labels = valueAt(properties, 'nodeLabels');
  const taints = properties['nodeTaints'];
  return {
    ...base,
    name: pool.name,
    mode: properties['mode'] === 'System' ? 'System' : 'User',
    imageVersion: textOf(properties['nodeImageVersion']) || base.imageVersion,
    vmSize: size.name,
    cpus: size.cpus,
    memoryGi: size.memoryGi,
    labels: {
      ...base.labels,
      ...(isJsonObject(labels) ? (labels as Record<string, string>) : {}),
    },
    taints: Array.isArray(taints) ? taints.map((taint) => parseTaint(textOf(taint))) : [],
  };
}
