import { namedClassOf } from '../facts/namedClass.ts';
import type { Facts } from '../facts/facts.ts';
import type { PlacedPart } from '../findings/partCache.ts';
import { type Finding, shiftFinding } from '../findings/finding.ts';
import { findingOf } from '../findings/findingOf.ts';
import type { Manifest } from '../objects/manifests.ts';
import { podSpecsOf } from '../objects/podSpecs.ts';
import { entryOf, textOf, valueAt } from '../parse/yamlNode.ts';
import { spanOf } from './rule/podFlags.ts';
import { isAksKata } from './sandbox/aksKata.ts';

/**
 * KT021 of a VerticalPodAutoscaler that resizes in place what another document of the text runs
 * with Kata.
 */
export function* resizedInPlace(parts: readonly PlacedPart[], facts: Facts): Generator<Finding> {
  for (const { start, part } of parts) {
    if (part.role === 'template') continue;
    for (const object of part.objects) {
      if (object.kind !== 'VerticalPodAutoscaler') continue;
      const mode = entryOf(valueAt(object.map, 'spec', 'updatePolicy'), 'updateMode');
      if (!mode || textOf(mode.value)?.startsWith('InPlace') !== true) continue;
      const named = kataClassOf(targetOf(object, parts), facts);
      if (!named) continue;
      const message = `The pods that this resizes run with "${named.name}": the size of a VM is fixed when it starts, and a resize in place does not reach it. Use updateMode: Recreate.`;
      const severity = isAksKata(named) ? 'warning' : 'information';
      yield shiftFinding(findingOf('KT021', spanOf(mode), message, [], severity), start);
    }
  }
}

/** The workload of the text that an autoscaler speaks of. */
function targetOf({ map, namespace }: Manifest, parts: readonly PlacedPart[]) {
  const target = valueAt(map, 'spec', 'targetRef');
  const [kind, name] = [textOf(valueAt(target, 'kind')), textOf(valueAt(target, 'name'))];
  for (const { part } of parts) {
    const found = part.objects.find(
      (one) => one.kind === kind && one.name === name && one.namespace === namespace,
    );
    if (found) return found;
  }
  return undefined;
}

function kataClassOf(object: Manifest | undefined, facts: Facts) {
  const [pod] = object ? podSpecsOf(object) : [];
  const named = pod && namedClassOf(pod, facts);
  return named?.isolation === 'kata' ? named : undefined;
}
