import { capabilityOf, serves } from '../../model/runtimeClass/capability.ts';
import { blockingTaints } from '../../model/placement/placement.ts';
import { KATA_OVERHEAD } from '../../model/runtimeClass/newRuntimeClass.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { quantityOf } from '../../model/kubernetes/quantity.ts';
import { taintText } from '../../model/kubernetes/taint.ts';
import { classFromManifest } from '../objects/classFromManifest.ts';
import { type Facts, knownItems } from '../facts/facts.ts';
import type { Manifest } from '../objects/manifests.ts';
import { entryOf, textOf, valueAt, type YamlEntry } from '../parse/yamlNode.ts';
import type { Span } from '../parse/span.ts';
import { isPlaceholder } from '../document/placeholders.ts';
import { setting, tolerating } from './rule/fixes.ts';
import { spanOf } from './rule/podFlags.ts';
import type { RuleFinding } from './rule/rule.ts';
import { isDnsLabel, isDnsSubdomain } from '../../model/kubernetes/dnsName.ts';
import { selectorText } from '../../model/kubernetes/labelSelector.ts';
import { plural } from '../../base/text/count.ts';

/** RC004 to RC008, RC010, RC011: a RuntimeClass in a text. */
export function* runtimeClassRules(
  object: Manifest,
  text: string,
  facts: Facts,
  partial: boolean,
): Generator<RuleFinding> {
  const runtimeClass = classFromManifest(object);
  const handler = entryOf(object.map, 'handler');
  const name = entryOf(valueAt(object.map, 'metadata'), 'name');
  const misnamed = [...names(handler, name)];
  yield* misnamed;
  const at: Span = handler ? spanOf(handler) : name ? spanOf(name) : object.map;
  const { overhead } = runtimeClass;
  if (overhead && Object.keys(overhead).every((key) => key.startsWith('hugepages-'))) {
    const entry = entryOf(object.map, 'overhead');
    yield {
      code: 'RC010',
      message: 'HugePages require cpu or memory: an overhead of huge pages alone is refused.',
      at: entry ? spanOf(entry) : at,
    };
  }
  if (partial) return;
  if (runtimeClass.isolation === 'kata' && !overhead) {
    yield {
      code: 'RC008',
      message:
        'A Kata class without overhead: the scheduler does not count what the VM itself needs on the node, and it may be killed for lack of memory. Set overhead.podFixed.memory for the largest pods of the class.',
      at,
      fixes: OVERHEADS.flatMap(([memory, meaning]) =>
        setting(
          text,
          object.map,
          ['overhead', 'podFixed'],
          { memory },
          `Set an overhead of ${memory}: ${meaning}`,
        ),
      ),
    };
  }
  if (misnamed.length > 0) return;
  yield* changes(runtimeClass, facts, at);
  yield* scheduling(object, runtimeClass, text, facts, at);
}

/**
 * What AKS suggests by the memory of the VM, and what its own class has (considerations-pod-
 * sandboxing.md, 2026-04-09).
 */
const OVERHEADS: readonly (readonly [memory: string, meaning: string])[] = [
  ['128Mi', 'enough for pods up to 1Gi'],
  ['374Mi', 'enough for pods up to 4Gi'],
  [KATA_OVERHEAD, "as AKS's own class, which counts a VM of 512Mi in"],
];

function* names(
  handler: YamlEntry | undefined,
  name: YamlEntry | undefined,
): Generator<RuleFinding> {
  const handlerText = textOf(handler?.value) ?? '';
  if (handler && handlerText !== '' && !isPlaceholder(handlerText)) {
    if (!isDnsLabel(handlerText)) {
      yield {
        code: 'RC004',
        message: `"${handlerText}" cannot be a handler: at most 63 lower case letters, digits and "-", with a letter or digit at both ends.`,
        at: handler.value,
      };
    }
  }
  const nameText = textOf(name?.value) ?? '';
  if (name && nameText !== '' && !isPlaceholder(nameText)) {
    if (!isDnsSubdomain(nameText)) {
      yield {
        code: 'RC004',
        message: `"${nameText}" cannot be a name: at most 253 lower case letters, digits, "-" and ".", with a letter or digit at both ends of each part.`,
        at: name.value,
      };
    }
  }
}

function* changes(runtimeClass: RuntimeClass, facts: Facts, at: Span): Generator<RuleFinding> {
  const live = knownItems(facts.runtimeClasses).find(({ name }) => name === runtimeClass.name);
  // A class without a uid comes from a manifest.
  if (!live || live.uid === '' || runtimeClass.handler === '') return;
  if (live.handler !== runtimeClass.handler) {
    yield {
      code: 'RC005',
      message: `"${live.name}" exists with the handler "${live.handler}", and a handler is immutable: delete the class and create it anew.`,
      at,
      ...(facts.runtimeClasses.state === 'complete' ? {} : { atMost: 'information' as const }),
    };
    return;
  }
  if (demands(live) === demands(runtimeClass)) return;
  yield {
    code: 'RC011',
    message: `"${live.name}" exists with another overhead or scheduling: pods that run already keep the old one.`,
    at,
  };
}

/** What a class asks for, the same text however it is written and ordered. */
function demands({ overhead = {}, nodeSelector, tolerations }: RuntimeClass): string {
  const amounts = Object.entries(overhead).map(([key, text]) => [key, quantityOf(text) ?? text]);
  const tolerated = tolerations.map(({ key = '', operator = 'Equal', value = '', effect = '' }) =>
    [key, operator, value, effect].join('\n'),
  );
  return JSON.stringify([
    amounts.toSorted(byFirst),
    Object.entries(nodeSelector).toSorted(byFirst),
    tolerated.toSorted(),
  ]);
}

function byFirst([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

function* scheduling(
  object: Manifest,
  runtimeClass: RuntimeClass,
  text: string,
  facts: Facts,
  at: Span,
): Generator<RuleFinding> {
  if (facts.nodes.state !== 'complete' || facts.nodes.items.length === 0) return;
  if (runtimeClass.handler === '' || isPlaceholder(selectorText(runtimeClass.nodeSelector))) return;
  const nodes = facts.nodes.items;
  const { capable, withoutHandler, matching } = capabilityOf(runtimeClass, nodes);
  const selector = Object.keys(runtimeClass.nodeSelector).length > 0;
  const entry = entryOf(valueAt(object.map, 'scheduling'), 'nodeSelector');
  if (matching === 0) {
    yield {
      code: 'CL001',
      message: `No node has ${selectorText(runtimeClass.nodeSelector)}: pods of this class stay Pending.`,
      at: entry ? spanOf(entry) : at,
    };
    return;
  }
  if (withoutHandler > 0 && withoutHandler < matching) {
    yield {
      code: 'RC006',
      message: `${withoutHandler} of the ${matching} nodes that ${selector ? 'it selects' : 'pods of this class may reach'} ${plural(withoutHandler, 'does', 'do')} not serve the handler "${runtimeClass.handler}": pods fail there with FailedCreatePodSandBox. Select the nodes that have it.`,
      at,
    };
  } else if (withoutHandler === matching) {
    yield {
      code: 'CL001',
      message: `${plural(matching, 'The one node', `None of the ${matching} nodes`)} that this class ${selector ? 'selects' : 'may reach'} ${plural(matching, 'does not serve', 'serves')} the handler "${runtimeClass.handler}".`,
      at,
    };
    return;
  }
  const serving = capable.filter((node) => serves(node, runtimeClass.handler) === true);
  const taints = blockingTaints(serving, runtimeClass.tolerations);
  const allTainted =
    serving.length > 0 &&
    serving.every((node) => blockingTaints([node], runtimeClass.tolerations).length > 0);
  const [first] = taints;
  if (!allTainted || !first) return;
  yield {
    code: 'RC007',
    message: `Every node that can run this class has a taint that it does not tolerate (${taints.map(taintText).join(', ')}): each pod must tolerate it by itself, or stays Pending.`,
    at,
    fixes: tolerating(text, object.map, ['scheduling', 'tolerations'], first),
  };
}
