import { serves } from '../../model/runtimeClass/capability.ts';
import type { KubeNode } from '../../model/node/node.ts';
import {
  blockingTaints,
  largestText,
  type Placement,
  type PlacementRequest,
  placementOf,
} from '../../model/placement/placement.ts';
import { cpuText, memoryText } from '../../model/kubernetes/quantity.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { taintText, untolerated } from '../../model/kubernetes/taint.ts';
import type { Facts } from '../facts/facts.ts';
import { nearestName } from '../findings/nearestName.ts';
import { entryOf, textOf, valueAt, type YamlNode } from '../parse/yamlNode.ts';
import { textEntries } from '../objects/podFields.ts';
import { isPlaceholder } from '../document/placeholders.ts';
import type { Span } from '../parse/span.ts';
import { renaming, tolerating } from './rule/fixes.ts';
import { placementRequestOf } from './placementRequest.ts';
import { spanOf } from './rule/podFlags.ts';
import type { PodRule, PodSubject, RuleFinding } from './rule/rule.ts';
import { matchesLabels, selectorText } from '../../model/kubernetes/labelSelector.ts';
import { plural } from '../../base/text/count.ts';

/**
 * CL001 to CL005, CL007: whether any node can take the pods, with what the class adds. One finding
 * at most: the first demand that leaves no node. Silent unless all nodes are known.
 */
export const placementRule: PodRule = function* (subject) {
  const { facts, pod } = subject;
  if (facts.nodes.state !== 'complete' || hasPlaceholders(pod.spec)) return;
  // Without the class it is not known what it adds.
  if (subject.named && !subject.named.runtimeClass) return;
  const nodeName = entryOf(pod.spec, 'nodeName');
  if (nodeName && textOf(nodeName.value)) {
    yield* pinned(subject, spanOf(nodeName), textOf(nodeName.value) ?? '', facts.nodes.items);
    return;
  }
  const request = placementRequestOf(subject);
  const found = placementOf(request, facts.nodes.items);
  if (found.failed) yield explain(subject, request, found.failed, facts.nodes.items);
};

function explain(
  subject: PodSubject,
  request: PlacementRequest,
  failed: NonNullable<Placement['failed']>,
  nodes: readonly KubeNode[],
): RuleFinding {
  const { pod, named } = subject;
  const { stage, candidates } = failed;
  const where = inCluster(subject.facts);
  const at: Span = named?.node ?? firstEntrySpan(pod.spec);
  switch (stage) {
    case 'selector':
      return selectorFinding(subject, request, nodes);
    case 'handler':
      return {
        code: 'CL001',
        message: `No node${where} can run "${named?.name}": of the ${candidates.length} of ${nodes.length} that match ${selectedBy(request)} none serves the handler "${request.handler}".`,
        at,
      };
    case 'readiness':
      return {
        code: 'CL001',
        message: `No node${where} can run ${named ? `"${named.name}"` : 'this pod'} now: ${plural(candidates.length, 'one could, but it is', `${candidates.length} could, but each is`)} not Ready or is cordoned.`,
        at,
      };
    case 'affinity':
      return {
        code: 'CL004',
        message: `The required node affinity ${plural(candidates.length, 'does not match the one node', `matches none of the ${candidates.length} nodes`)}${where} that could run the pod otherwise: it stays Pending.`,
        at: affinitySpan(pod.spec) ?? at,
      };
    case 'taint':
      return taintFinding(subject, request, candidates, at);
    case 'size':
      return {
        code: 'CL005',
        message: `The pod asks for ${cpuText(request.cpu)} CPU and ${memoryText(request.memory)} of memory${named?.runtimeClass?.overhead ? ` with the overhead of "${named.name}"` : ''}; ${plural(candidates.length, 'the one node', `the largest of the ${candidates.length} nodes`)}${where} that could run it otherwise has ${largestText(candidates)}.`,
        at,
      };
  }
}

function selectorFinding(
  { pod, named, facts }: PodSubject,
  { nodeSelector }: PlacementRequest,
  nodes: readonly KubeNode[],
): RuleFinding {
  const where = inCluster(facts);
  const own = textEntries(valueAt(pod.spec, 'nodeSelector'));
  const culprit = own.find(({ key, value }) => nodes.every(({ labels }) => labels[key] !== value));
  const classSelector = named?.runtimeClass?.nodeSelector ?? {};
  const classMatches = nodes.filter(({ labels }) => matchesLabels(labels, classSelector));
  if (named && classMatches.length === 0) {
    return {
      code: 'CL001',
      message: `No node${where} can run "${named.name}": none of ${nodes.length} has ${selectorText(classSelector)}, which the class selects.`,
      at: named.node,
    };
  }
  if (!culprit) {
    return {
      code: 'CL002',
      message: `No node${where} has all of ${selectorText(nodeSelector)}: the pod stays Pending.`,
      at: own[0]?.node ?? named?.node ?? firstEntrySpan(pod.spec),
    };
  }
  const values = [...new Set(nodes.flatMap(({ labels }) => labels[culprit.key] ?? []))];
  const nearest = nearestName(culprit.value, values);
  const others =
    values.length === 0
      ? `no node has the label ${culprit.key}`
      : `nodes have ${values.toSorted().slice(0, 5).join(', ')}`;
  return {
    code: 'CL002',
    message: `No node${where} has ${culprit.key}=${culprit.value} (${others}): the pod stays Pending.`,
    at: culprit.node,
    fixes: nearest === undefined ? [] : renaming(culprit.node, nearest),
  };
}

function taintFinding(
  { pod, text, named, facts }: PodSubject,
  { tolerations }: PlacementRequest,
  candidates: readonly KubeNode[],
  at: Span,
): RuleFinding {
  // The pool that lacks the least.
  const easiest = candidates.toSorted(
    (a, b) => untolerated(a.taints, tolerations).length - untolerated(b.taints, tolerations).length,
  )[0];
  const taints = easiest ? blockingTaints([easiest], tolerations) : [];
  const [first] = taints;
  return {
    code: 'CL003',
    message: `${plural(candidates.length, 'One node', `${candidates.length} nodes`)}${inCluster(facts)} could run ${named ? `"${named.name}"` : 'the pod'}, but ${plural(candidates.length, 'it has', 'each has')} a taint that the pod does not tolerate: ${taints.map(taintText).join(', ')}.`,
    at,
    fixes: first ? tolerating(text, pod.spec, ['tolerations'], first) : [],
  };
}

function* pinned(
  { named }: PodSubject,
  at: Span,
  name: string,
  nodes: readonly KubeNode[],
): Generator<RuleFinding> {
  const node = nodes.find((one) => one.name === name);
  if (!node) {
    yield { code: 'CL007', message: `There is no node "${name}": the pod never starts.`, at };
    return;
  }
  const runtimeClass = named?.runtimeClass;
  if (!runtimeClass) return;
  const reason = whyNot(node, runtimeClass);
  if (reason === undefined) return;
  yield {
    code: 'CL007',
    message: `nodeName goes around the scheduler, and "${name}" ${reason}: "${runtimeClass.name}" cannot run there.`,
    at,
  };
}

/**
 * What keeps a class off a node that is named; whether the node is cordoned concerns the scheduler
 * alone.
 */
function whyNot(node: KubeNode, { handler, nodeSelector }: RuntimeClass): string | undefined {
  if (serves(node, handler) === false) return `does not serve the handler "${handler}"`;
  if (!matchesLabels(node.labels, nodeSelector)) {
    return `does not have ${selectorText(nodeSelector)}, which the class selects`;
  }
  return node.ready ? undefined : 'is not Ready';
}

function inCluster({ cluster }: Facts): string {
  return cluster === undefined ? '' : ` of ${cluster}`;
}

function selectedBy({ nodeSelector }: PlacementRequest): string {
  const text = selectorText(nodeSelector);
  return text === '' ? 'an empty nodeSelector' : text;
}

function firstEntrySpan(spec: PodSubject['pod']['spec']): Span {
  const first = spec.entries[0];
  return first ? { start: first.key.start, end: first.key.end } : spec;
}

function affinitySpan(spec: YamlNode): Span | undefined {
  const entry = entryOf(
    valueAt(spec, 'affinity', 'nodeAffinity'),
    'requiredDuringSchedulingIgnoredDuringExecution',
  );
  return entry && spanOf(entry);
}

function hasPlaceholders(spec: YamlNode): boolean {
  return textEntries(valueAt(spec, 'nodeSelector')).some(
    ({ key, value }) => isPlaceholder(key) || isPlaceholder(value),
  );
}
