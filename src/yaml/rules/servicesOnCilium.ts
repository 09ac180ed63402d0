import { AKS_DATAPLANE_LABEL } from '../../model/labels.ts';
import { matchesLabels } from '../../model/kubernetes/labelSelector.ts';
import type { KubeNode } from '../../model/node/node.ts';
import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import type { Facts } from '../facts/facts.ts';
import { namedClassOf } from '../facts/namedClass.ts';
import { type Finding, shiftFinding } from '../findings/finding.ts';
import { findingOf } from '../findings/findingOf.ts';
import type { PlacedPart } from '../findings/partCache.ts';
import { textMapOf } from '../objects/classFromManifest.ts';
import { podSpecsOf, type PodSpecView } from '../objects/podSpecs.ts';
import { entryOf, valueAt } from '../parse/yamlNode.ts';
import { spanOf } from './rule/podFlags.ts';

/**
 * GV033: a Service in front of gVisor pods of the same text, where the nodes that can run them have
 * Cilium as AKS labels them.
 */
export function* servicesOnCilium(parts: readonly PlacedPart[], facts: Facts): Generator<Finding> {
  const nodes = facts.nodes.state === 'complete' ? facts.nodes.items : [];
  if (!nodes.some(hasCilium)) return;
  const pods = parts
    .flatMap(({ part }) => part.objects.flatMap(podSpecsOf))
    .filter((pod) => runsOnCilium(pod, facts, nodes));
  if (pods.length === 0) return;
  for (const { start, part } of parts) {
    if (part.role !== 'manifest') continue;
    for (const { kind, apiVersion, map, namespace } of part.objects) {
      if (kind !== 'Service' || apiVersion !== 'v1') continue;
      const entry = entryOf(valueAt(map, 'spec'), 'selector');
      const selector = textMapOf(entry?.value);
      if (!entry || Object.keys(selector).length === 0) continue;
      const isReached = ({ object, metadata }: PodSpecView): boolean =>
        object.namespace === namespace &&
        matchesLabels(textMapOf(valueAt(metadata, 'labels')), selector);
      if (!pods.some(isReached)) continue;
      yield shiftFinding(findingOf('GV033', spanOf(entry), MESSAGE), start);
    }
  }
}

const MESSAGE =
  'The nodes of these gVisor pods have Cilium, which balances Services at sockets that it does not see within gVisor: they reach this and other Services only where it has socketLB.hostNamespaceOnly. Ask who runs the cluster.';

function runsOnCilium(pod: PodSpecView, facts: Facts, nodes: readonly KubeNode[]): boolean {
  const named = namedClassOf(pod, facts);
  if (named?.isolation !== 'gvisor' || !named.runtimeClass) return false;
  return capabilityOf(named.runtimeClass, nodes).capable.some(hasCilium);
}

function hasCilium({ labels }: KubeNode): boolean {
  return labels[AKS_DATAPLANE_LABEL] === 'cilium';
}
