import { serves } from '../runtimeClass/capability.ts';
import type { KubeNode } from '../node/node.ts';
import { cpuText, memoryText, quantityOf } from '../kubernetes/quantity.ts';
import { type Taint, type Toleration, untolerated } from '../kubernetes/taint.ts';
import { matchesLabels } from '../kubernetes/labelSelector.ts';

/** One term of a required node affinity: all of its expressions must hold. */
export interface NodeSelectorTerm {
  readonly matchExpressions: readonly NodeSelectorRequirement[];
  readonly matchFields: readonly NodeSelectorRequirement[];
}

export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** What a pod asks of a node, after the RuntimeClass admission has added its part. */
export interface PlacementRequest {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /** One term must hold; absent when the pod asks for no affinity. */
  readonly affinity?: readonly NodeSelectorTerm[];
  /** The handler that must be served; absent for the node's default. */
  readonly handler?: string;
  /** Requests of its containers and overhead. */
  readonly cpu: number;
  readonly memory: number;
}

/** The first demand that no node meets, in the order in which they are looked at. */
export type PlacementStage = 'selector' | 'handler' | 'readiness' | 'affinity' | 'taint' | 'size';

export interface Placement {
  /** The nodes that meet every demand. */
  readonly nodes: readonly KubeNode[];
  /** Where the last nodes were lost; absent when some are left. */
  readonly failed?: {
    readonly stage: PlacementStage;
    /** Those that met every demand before. */
    readonly candidates: readonly KubeNode[];
  };
}

/**
 * What a pod selects comes before what it tolerates: of the nodes that it means, the taint is what
 * is in the way.
 */
const STAGES: readonly (readonly [
  PlacementStage,
  (node: KubeNode, request: PlacementRequest) => boolean,
])[] = [
  ['selector', ({ labels }, { nodeSelector }) => matchesLabels(labels, nodeSelector)],
  ['handler', (node, { handler }) => handler === undefined || serves(node, handler) !== false],
  ['readiness', ({ ready, unschedulable }) => ready && !unschedulable],
  ['affinity', (node, { affinity }) => !affinity || affinity.some((term) => meets(node, term))],
  ['taint', ({ taints }, { tolerations }) => untolerated(taints, tolerations).length === 0],
  ['size', (node, request) => fits(node, request)],
];

/**
 * Which nodes a pod could be scheduled on, or which of its demands leaves none; what runs there now
 * is left out.
 */
export function placementOf(request: PlacementRequest, nodes: readonly KubeNode[]): Placement {
  let candidates = nodes;
  for (const [stage, meetsDemand] of STAGES) {
    const left = candidates.filter((node) => meetsDemand(node, request));
    if (left.length === 0) return { nodes: [], failed: { stage, candidates } };
    candidates = left;
  }
  return { nodes: candidates };
}

function meets(node: KubeNode, { matchExpressions, matchFields }: NodeSelectorTerm): boolean {
  // A term without any expression matches nothing (k8s.io/api core/v1 NodeSelectorTerm).
  if (matchExpressions.length + matchFields.length === 0) return false;
  return (
    matchExpressions.every((one) => holds(node.labels[one.key], one)) &&
    matchFields.every((one) => holds(one.key === 'metadata.name' ? node.name : undefined, one))
  );
}

/**
 * `component-helpers/scheduling/corev1/nodeaffinity` (1.36); an operator that it does not know
 * holds.
 */
function holds(value: string | undefined, { operator, values }: NodeSelectorRequirement): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return integerOf(value) > integerOf(values[0]);
    case 'Lt':
      return integerOf(value) < integerOf(values[0]);
    default:
      return true;
  }
}

/** As Go's `strconv.ParseInt` reads it; what is no integer is neither greater nor less than any. */
function integerOf(text: string | undefined): number {
  return text !== undefined && /^[-+]?\d+$/.test(text) ? Number(text) : NaN;
}

function fits(node: KubeNode, { cpu, memory }: PlacementRequest): boolean {
  return (
    cpu <= (quantityOf(node.cpu) ?? Infinity) && memory <= (quantityOf(node.memory) ?? Infinity)
  );
}

/** The taints, each once, that keep a pod off those nodes. */
export function blockingTaints(
  nodes: readonly KubeNode[],
  tolerations: readonly Toleration[],
): readonly Taint[] {
  const taints = nodes.flatMap((node) => untolerated(node.taints, tolerations));
  return taints.filter(
    ({ key, value, effect }, index) =>
      taints.findIndex(
        (other) => other.key === key && other.value === value && other.effect === effect,
      ) === index,
  );
}

/** The most that one of the nodes can give: `4 CPU and 15.2Gi of memory`. */
export function largestText(nodes: readonly KubeNode[]): string {
  const most = (of: (node: KubeNode) => string): number =>
    Math.max(0, ...nodes.map((node) => quantityOf(of(node)) ?? 0));
  return `${cpuText(most(({ cpu }) => cpu))} CPU and ${memoryText(most(({ memory }) => memory))} of memory`;
}
