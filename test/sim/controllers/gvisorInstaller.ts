import type { Cluster } from '../cluster.ts';
import { isJsonObject, type Json, valueAt } from '../kube/json.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import type { KubeNode } from '../kube/node.ts';
import type { Pod } from '../kube/pod.ts';
import { servedType } from '../kube/resourceTypes.ts';
import { gvisorKernel } from '../pods/kernel.ts';
import { buildPod } from '../sample/podBuilder.ts';
import { handlers } from '../sample/pools.ts';
import {
  AKS_KATA_LABELS,
  GVISOR_ANNOTATIONS,
  GVISOR_LABEL,
  GVISOR_PAUSED_ANNOTATION,
  GVISOR_REMOVE_ANNOTATION,
  NAME_LABEL,
  VERSION_LABEL,
} from '../../../src/model/labels.ts';

const DAEMON_SETS = servedType('daemonsets');
const LEASES = servedType('leases');
const NODES = servedType('nodes');
const PODS = servedType('pods');
const NAMESPACE = 'aks-sandbox';
const NAME = 'gvisor-installer';
const KERNEL = '4.19.0-gvisor';

/** Set on a node, it is the reason for which the installer fails there. */
export const FAULT_ANNOTATION = 'sim/gvisor-fault';

/** Set on a node, the installer stays there while it installs, or before it cleans, until it is taken away. */
export const HOLD_ANNOTATION = 'sim/gvisor-hold';

/** Set on a node by who removes gVisor: the installer does not wait for pods. */
const FORCE_ANNOTATION = GVISOR_REMOVE_ANNOTATION;

/** What the installer tells in annotations; others below its label are told to it. */
const TOLD = new Set<string>(Object.values(GVISOR_ANNOTATIONS));

/** How many ticks a node takes. The real installer tells nothing between `claim` and the end, or what failed. */
const TICKS = 5;
const FAILING_TICK = 4;

/**
 * Plays the DaemonSet controller for the gVisor installer, and on each node the installer itself: nodes are
 * changed one after the other, one that fails keeps the others waiting, none begins while the Lease says that the
 * rollout is paused, and a node that is no longer selected
 * is cleaned once no pod runs under gVisor there.
 */
export class GVisorInstaller {
  readonly #cluster: Cluster;
  #ticking = false;
  #ticks = 0;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    cluster.store.subscribe(DAEMON_SETS, ({ entry }) => {
      const { namespace, name } = entry.object.metadata;
      if (namespace !== NAMESPACE || name !== NAME || this.#ticking) return;
      this.#ticking = true;
      this.#later();
    });
  }

  #later(): void {
    this.#cluster.timers.after(this.#cluster.options.installerStepMs, () => this.#tick());
  }

  /** One step of whatever is to be done next; there is no next one when all is done. */
  #tick(): void {
    const daemonSet = this.#cluster.store.object(DAEMON_SETS, NAMESPACE, NAME);
    const nodes = [...this.#cluster.store.objects<KubeNode>(NODES)];
    const selected = nodes.filter((node) => daemonSet !== undefined && selects(daemonSet, node));
    const others = nodes.filter((node) => !selected.includes(node) && this.#podOn(node));
    for (const node of others) this.#clean(node);
    if (daemonSet) this.#install(daemonSet, selected);
    this.#ticking = others.length > 0 || daemonSet !== undefined;
    if (this.#ticking) this.#later();
  }

  #install(daemonSet: KubeObject, selected: readonly KubeNode[]): void {
    for (const node of selected) {
      if (!this.#podOn(node)) this.#cluster.store.put(installerPod(daemonSet, node));
    }
    const release = `${releaseOf(daemonSet)}-0123456789ab`;
    const waiting = selected.filter((node) => !isDone(node, release));
    const refused = waiting.filter(isKata);
    for (const node of refused) {
      this.#tell(node, 'false', 'refused', 'it belongs to a Kata pool', 'preflight');
    }
    const inTurn = waiting.filter((node) => !isKata(node));
    const paused = this.#isPaused();
    const next = inTurn.find(paused ? hasBegun : () => true);
    for (const node of inTurn) {
      if (node === next) continue;
      const [state, reason] = paused
        ? (['paused', ''] as const)
        : (['waiting', `waits for the node ${next?.metadata.name ?? ''}`] as const);
      this.#tell(node, labelOf(node), state, reason, 'lease');
    }
    if (!next) return;
    if (isHeld(next)) {
      this.#tell(next, labelOf(next), 'installing', '', 'claim');
      return;
    }
    const fault = next.metadata.annotations?.[FAULT_ANNOTATION];
    this.#ticks++;
    if (fault !== undefined && this.#ticks === FAILING_TICK) {
      this.#ticks = 0;
      this.#tell(next, 'false', 'failed', fault, 'restart');
    } else if (this.#ticks <= TICKS) {
      if (stateOf(next) !== 'failed' || fault === undefined) {
        this.#tell(next, labelOf(next), 'installing', '', 'claim');
      }
    } else {
      this.#ticks = 0;
      this.#finish(next, release);
    }
  }

  #isPaused(): boolean {
    const lease = this.#cluster.store.object(LEASES, NAMESPACE, NAME);
    return lease?.metadata.annotations?.[GVISOR_PAUSED_ANNOTATION] !== undefined;
  }

  #finish(node: KubeNode, release: string): void {
    this.#cluster.runtimes.setHandlers(node.metadata.name, { runsc: gvisorKernel(KERNEL) });
    this.#put(
      { ...node, status: { ...node.status, runtimeHandlers: handlers('runsc') } },
      { [GVISOR_LABEL]: 'true' },
      { state: 'ready', release, kernel: KERNEL },
    );
  }

  #clean(node: KubeNode): void {
    if (isHeld(node)) {
      this.#tell(node, 'false', 'removing', '', 'remove');
      return;
    }
    const left = this.#gvisorPodsOn(node);
    const { [FORCE_ANNOTATION]: force, ...annotations } = node.metadata.annotations ?? {};
    if (left > 0 && force !== 'force') {
      const reason = `waits for ${left} gVisor containers to end`;
      this.#tell(node, 'false', 'removing', reason, 'remove-wait');
      return;
    }
    const pod = this.#podOn(node);
    if (pod) this.#cluster.store.remove(PODS, NAMESPACE, pod.metadata.name);
    const status = { ...node.status, runtimeHandlers: handlers() };
    this.#put(
      { ...node, metadata: { ...node.metadata, annotations }, status },
      { [GVISOR_LABEL]: undefined },
      {},
    );
  }

  #tell(node: KubeNode, label: string, state: string, reason: string, step: string): void {
    const told = reason === '' ? { state, step } : { state, step, reason };
    if (
      stateOf(node) === state &&
      annotation(node, 'step') === step &&
      annotation(node, 'reason') === reason
    ) {
      return;
    }
    const release = annotation(node, 'release');
    this.#put(node, { [GVISOR_LABEL]: label }, { ...told, ...(release === '' ? {} : { release }) });
  }

  /** Stores a node with other labels, and with these annotations of the installer and no others. */
  #put(
    node: KubeNode,
    labels: Readonly<Record<string, string | undefined>>,
    told: Readonly<Record<string, string>>,
  ): void {
    const kept = Object.entries(node.metadata.annotations ?? {}).filter(([key]) => !TOLD.has(key));
    const own = Object.entries(told).map(([key, value]) => [`${GVISOR_LABEL}-${key}`, value]);
    const merged = Object.entries({ ...node.metadata.labels, ...labels });
    this.#cluster.store.put({
      ...node,
      metadata: {
        ...node.metadata,
        labels: Object.fromEntries(
          merged.filter((entry): entry is [string, string] => entry[1] !== undefined),
        ),
        annotations: Object.fromEntries([...kept, ...own]) as Record<string, string>,
      },
    });
  }

  #podOn(node: KubeNode): Pod | undefined {
    return [...this.#cluster.store.objects<Pod>(PODS, NAMESPACE)].find(
      ({ metadata, spec }) =>
        metadata.labels?.[NAME_LABEL] === NAME && spec.nodeName === node.metadata.name,
    );
  }

  #gvisorPodsOn(node: KubeNode): number {
    return [...this.#cluster.store.objects<Pod>(PODS)].filter(
      ({ spec, status }) =>
        spec?.nodeName === node.metadata.name &&
        spec.runtimeClassName === 'gvisor' &&
        status?.phase === 'Running',
    ).length;
  }
}

function installerPod(daemonSet: KubeObject, node: KubeNode): Pod {
  const spec = valueAt(daemonSet['spec'], 'template', 'spec');
  return buildPod(
    {
      namespace: NAMESPACE,
      name: `${NAME}-${node.metadata.name}`,
      node: node.metadata.name,
      labels: { [NAME_LABEL]: NAME },
      createdAt: new Date(),
      spec: isJsonObject(spec) ? spec : {},
    },
    [],
  );
}

const TERMS = [
  'template',
  'spec',
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
] as const;

/** Whether the node affinity of the installer takes a node. */
function selects(daemonSet: KubeObject, node: KubeNode): boolean {
  const terms = valueAt(daemonSet['spec'], ...TERMS);
  return Array.isArray(terms) && terms.some((term) => meets(node, term));
}

/** Fields by the name of the node alone, labels by the name of the pool alone. */
function meets(node: KubeNode, term: Json): boolean {
  const fields = valueAt(term, 'matchFields');
  const [field] = Array.isArray(fields) ? fields : [];
  const names = valueAt(field, 'values');
  if (Array.isArray(names) && !names.includes(node.metadata.name)) return false;
  const expressions = valueAt(term, 'matchExpressions');
  const [expression] = Array.isArray(expressions) ? expressions : [];
  const key = valueAt(expression, 'key');
  const values = valueAt(expression, 'values');
  const value = node.metadata.labels?.[typeof key === 'string' ? key : ''];
  return value !== undefined && Array.isArray(values) && values.includes(value);
}

function releaseOf(daemonSet: KubeObject): string {
  return daemonSet.metadata.labels?.[VERSION_LABEL] ?? '';
}

function annotation(node: KubeNode, name: string): string {
  return node.metadata.annotations?.[`${GVISOR_LABEL}-${name}`] ?? '';
}

function stateOf(node: KubeNode): string {
  return annotation(node, 'state');
}

function isDone(node: KubeNode, release: string): boolean {
  return stateOf(node) === 'ready' && annotation(node, 'release') === release;
}

/** It holds the Lease: it is being changed, or failed. */
function hasBegun(node: KubeNode): boolean {
  return ['installing', 'failed'].includes(stateOf(node));
}

function labelOf(node: KubeNode): string {
  return serves(node) ? 'true' : 'false';
}

function serves(node: KubeNode): boolean {
  return node.metadata.labels?.[GVISOR_LABEL] === 'true';
}

function isHeld({ metadata }: KubeNode): boolean {
  return metadata.annotations?.[HOLD_ANNOTATION] !== undefined;
}

function isKata(node: KubeNode): boolean {
  return node.metadata.labels?.[AKS_KATA_LABELS[0]] === 'true';
}
