import type { Cluster } from '../cluster.ts';
import { eventOf } from '../kube/events.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import type { KubeNode, RuntimeClass } from '../kube/node.ts';
import type { Pod } from '../kube/pod.ts';
import { buildNamespace } from '../sample/namespaces.ts';
import { sampleNode } from '../sample/nodes.ts';
import { buildPod } from '../sample/podBuilder.ts';
import { handlers, SYSTEM_POOL } from '../sample/pools.ts';
import { sampleRuntimeClasses } from '../sample/runtimeClasses.ts';
import { gvisorKernel } from '../pods/kernel.ts';
import { HOSTILE_LINE, HOSTILE_TEXTS } from './hostileTexts.ts';

export const HOSTILE_NAMESPACE = 'hostile';

const LARGE_ANNOTATION_BYTES = 10 * 1024 * 1024;
const MANY_LABELS = 5000;

/**
 * Adds objects whose texts try to break what shows them. Some are what a real API server lets
 * pass; names that it would refuse are what a server may send that is not what it says it is.
 */
export function loadHostile(cluster: Cluster): void {
  const { store, runtimes, options } = cluster;
  store.put(buildNamespace(HOSTILE_NAMESPACE));
  store.put(labelledNode(options.version));
  store.put(lyingNode(options.version));
  store.put(hostileClass());
  for (const [name, text] of Object.entries(HOSTILE_TEXTS)) {
    const pod = hostilePod(`text-${name}`, text);
    store.put(pod);
    store.put(eventOf(pod, { type: 'Warning', reason: text, message: text, component: text }));
    const kernel = { ...gvisorKernel('4.19.0-gvisor'), release: text };
    const files = { ...kernel.files, '/proc/version': text };
    runtimes.set(HOSTILE_NAMESPACE, pod.metadata.name, {
      kernel: { ...kernel, files },
      log: `${text}\n${HOSTILE_LINE}\n`,
    });
  }
  for (const text of [HOSTILE_TEXTS.html, HOSTILE_TEXTS.bidi, HOSTILE_TEXTS.markdown]) {
    store.put(hostilePod(text, text));
  }
  store.put(largePod());
  for (const broken of brokenObjects()) store.put(broken);
}

function hostilePod(name: string, text: string): Pod {
  const [gvisor] = sampleRuntimeClasses();
  const pod = buildPod(
    {
      namespace: HOSTILE_NAMESPACE,
      name,
      node: 'aks-system-31415926-vmss000000',
      runtimeClass: 'gvisor',
      createdAt: new Date(),
      labels: { 'example.com/label': text },
      annotations: { 'example.com/annotation': text },
    },
    gvisor === undefined ? [] : [gvisor],
  );
  pod.status['message'] = text;
  pod.status['reason'] = text;
  for (const condition of pod.status.conditions ?? []) condition.message = text;
  return pod;
}

/** A pod with an annotation that no tooltip should hold. */
function largePod(): Pod {
  const pod = hostilePod('large', 'large');
  const annotation = 'x'.repeat(LARGE_ANNOTATION_BYTES);
  pod.metadata.annotations = { 'example.com/large': annotation };
  return pod;
}

function hostileNode(kubelet: string, index: number): KubeNode {
  return sampleNode({
    pool: SYSTEM_POOL,
    index,
    kubelet,
    createdAt: new Date(),
    handlers: handlers(),
  });
}

function labelledNode(kubelet: string): KubeNode {
  const node = hostileNode(kubelet, 900);
  const many = Array.from({ length: MANY_LABELS }, (_, i) => [`example.com/label-${i}`, `${i}`]);
  node.metadata.labels = { ...node.metadata.labels, ...Object.fromEntries(many) };
  return node;
}

function lyingNode(kubelet: string): KubeNode {
  const node = hostileNode(kubelet, 901);
  const { status, metadata } = node;
  metadata.labels = { ...metadata.labels, agentpool: HOSTILE_TEXTS.html };
  status.nodeInfo = {
    ...status.nodeInfo,
    kernelVersion: HOSTILE_TEXTS.markdown,
    osImage: HOSTILE_TEXTS.icons,
    containerRuntimeVersion: HOSTILE_TEXTS.bidi,
  };
  status.runtimeHandlers = [{ name: HOSTILE_TEXTS.html }, { name: HOSTILE_TEXTS.long }];
  return node;
}

function hostileClass(): RuntimeClass {
  return {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: HOSTILE_TEXTS.markdown },
    handler: HOSTILE_TEXTS.html,
    scheduling: { nodeSelector: { [HOSTILE_TEXTS.icons]: HOSTILE_TEXTS.ansi } },
  };
}

/** Objects that lack what every object has, or have it in another type. */
function brokenObjects(): KubeObject[] {
  const metadata = (name: string) => ({ name, namespace: HOSTILE_NAMESPACE });
  const pod = (name: string, rest: object) =>
    ({ apiVersion: 'v1', kind: 'Pod', metadata: metadata(name), ...rest }) as KubeObject;
  return [
    pod('bare', {}),
    pod('null-spec', { spec: null, status: null }),
    pod('odd-types', { spec: { containers: 'none', nodeName: 7 }, status: { phase: ['Running'] } }),
    pod('no-containers', { spec: { containers: [] }, status: { phase: 'Running' } }),
    pod('strange-phase', { spec: { containers: [{}] }, status: { phase: 'Dancing' } }),
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'bare-node' } },
    { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'bare-class' } },
  ];
}
