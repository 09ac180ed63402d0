import type {
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PlacementRequest,
} from '../../model/placement/placement.ts';
import { quantityOf } from '../../model/kubernetes/quantity.ts';
import { textMapOf, tolerationsOf } from '../objects/classFromManifest.ts';
import { itemsOf, resolved, textOf, valueAt, type YamlNode } from '../parse/yamlNode.ts';
import { mostAtOnce } from '../objects/mostAtOnce.ts';
import type { PodSubject } from './rule/rule.ts';

/** What the scheduler will be asked for: the pod's own demands with those that its class adds. */
export function placementRequestOf({ pod, named }: PodSubject): PlacementRequest {
  const runtimeClass = named?.runtimeClass;
  const affinity = requiredAffinity(pod.spec);
  return {
    nodeSelector: {
      ...textMapOf(valueAt(pod.spec, 'nodeSelector')),
      ...runtimeClass?.nodeSelector,
    },
    tolerations: [
      ...tolerationsOf(valueAt(pod.spec, 'tolerations')),
      ...(runtimeClass?.tolerations ?? []),
    ],
    ...(affinity ? { affinity } : {}),
    ...(runtimeClass ? { handler: runtimeClass.handler } : {}),
    cpu: requested(pod, 'cpu') + (quantityOf(runtimeClass?.overhead?.['cpu'] ?? '') ?? 0),
    memory: requested(pod, 'memory') + (quantityOf(runtimeClass?.overhead?.['memory'] ?? '') ?? 0),
  };
}

/** The requests of a pod: its own as a whole, else those of its containers. */
export function requested(pod: PodSubject['pod'], resource: 'cpu' | 'memory'): number {
  return amount(valueAt(pod.spec, 'resources'), resource) ?? requestedByContainers(pod, resource);
}

/** The requests of a pod's containers, as many as there are at once. */
export function requestedByContainers(pod: PodSubject['pod'], resource: 'cpu' | 'memory'): number {
  return mostAtOnce(pod.containers, ({ map }) => amount(valueAt(map, 'resources'), resource) ?? 0);
}

/** A request; a limit alone counts as one. */
function amount(resources: YamlNode | undefined, resource: string): number | undefined {
  const text =
    textOf(valueAt(resources, 'requests', resource)) ??
    textOf(valueAt(resources, 'limits', resource));
  return text === undefined ? undefined : quantityOf(text);
}

function requiredAffinity(spec: YamlNode): readonly NodeSelectorTerm[] | undefined {
  const required = valueAt(
    spec,
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  );
  if (resolved(required)?.kind !== 'list') return undefined;
  return itemsOf(required).map((term) => ({
    matchExpressions: itemsOf(valueAt(term, 'matchExpressions')).map(requirementOf),
    matchFields: itemsOf(valueAt(term, 'matchFields')).map(requirementOf),
  }));
}

function requirementOf(node: YamlNode): NodeSelectorRequirement {
  return {
    key: textOf(valueAt(node, 'key')) ?? '',
    operator: textOf(valueAt(node, 'operator')) ?? '',
    values: itemsOf(valueAt(node, 'values')).flatMap((value) => textOf(value) ?? []),
  };
}
