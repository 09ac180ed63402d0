import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import { largestText } from '../../model/placement/placement.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { cpuText, memoryText } from '../../model/kubernetes/quantity.ts';
import { isRuntimeClass } from '../objects/classFromManifest.ts';
import { classNamed, type Facts } from '../facts/facts.ts';
import type { Manifest } from '../objects/manifests.ts';
import { namedClassOf } from '../facts/namedClass.ts';
import { textOf } from '../parse/yamlNode.ts';
import type { PlacedPart } from '../findings/partCache.ts';
import { type Place, placeAt } from '../objects/placeAt.ts';
import { podViewsOf } from '../objects/podSpecs.ts';
import { placementRequestOf } from '../rules/placementRequest.ts';
import type { Definitions } from '../schema/types/definitions.ts';
import { documentationOf, schemaAt } from '../schema/types/schemaAt.ts';
import { typeText } from '../schema/types/typeText.ts';
import type { Span } from '../parse/span.ts';
import { agentHover } from './agentSuggestions.ts';
import { classMarkdown } from './classMarkdown.ts';
import { documentationMarkdown } from './documentationMarkdown.ts';

/** What is known of a place in a text. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** What a class is and costs, how many nodes a label has, or what a field is for. */
export function hover(
  parts: readonly PlacedPart[],
  offset: number,
  facts: Facts,
  definitions?: Definitions,
): HoverText | undefined {
  const placed = parts.findLast(({ start }) => start <= offset);
  if (!placed) return undefined;
  const { part, start } = placed;
  const at = offset - start;
  const object =
    part.objects.find(({ map }) => map !== part.root && map.start <= at && at <= map.end) ??
    part.objects[0];
  const place = object && placeAt(object.map, at);
  if (!place) return undefined;
  const markdown =
    classHover(place, object, facts) ??
    labelHover(place, object, facts) ??
    agentHoverAt(place, object, facts) ??
    (definitions && fieldHover(place, object, definitions));
  if (markdown === undefined) return undefined;
  return { span: { start: place.node.start + start, end: place.node.end + start }, markdown };
}

function classHover(
  { path, entry, on, node }: Place,
  object: Manifest,
  facts: Facts,
): string | undefined {
  if (isRuntimeClass(object)) {
    const name = path.join('.') === 'metadata.name' && on === 'value' ? textOf(node) : undefined;
    const known = name === undefined ? undefined : classNamed(facts, name);
    return known && classMarkdown(known, facts);
  }
  if (path.at(-1) !== 'runtimeClassName' || on !== 'value' || !entry) return undefined;
  const pod = podViewsOf(object).find(({ spec }) => spec.entries.includes(entry));
  const named = pod && namedClassOf(pod, facts);
  if (!pod || !named) return undefined;
  if (!named.runtimeClass) {
    return facts.runtimeClasses.state === 'complete'
      ? classesThereAre(facts.runtimeClasses.items, facts.cluster)
      : `RuntimeClass ${markdownCode(named.name)}: no cluster is active, so nothing more is known of it.`;
  }
  const rows = [classMarkdown(named.runtimeClass, facts)];
  const request = placementRequestOf({ pod, named, facts, text: '', partial: false });
  if (request.cpu > 0 || request.memory > 0) {
    const overhead = named.runtimeClass.overhead ? ', overhead included' : '';
    rows.push(
      `Each pod requests ${cpuText(request.cpu)} CPU and ${memoryText(request.memory)} of memory of its node${overhead}.`,
    );
  }
  if (facts.nodes.state !== 'unknown') {
    const { capable } = capabilityOf(named.runtimeClass, facts.nodes.items);
    if (capable.length > 0) rows.push(`The largest capable node has ${largestText(capable)}.`);
  }
  return rows.join('\n\n');
}

function agentHoverAt(
  { path, on, node }: Place,
  object: Manifest,
  facts: Facts,
): string | undefined {
  const name = on === 'value' ? textOf(node) : undefined;
  return name === undefined ? undefined : agentHover(object, path, name, facts);
}

/** That a class does not exist is a problem and is said as one; here is what there is instead. */
function classesThereAre(classes: readonly RuntimeClass[], cluster = 'This cluster'): string {
  const names = classes.slice(0, MAX_CLASSES).map(({ name }) => markdownCode(name));
  const more = classes.length > MAX_CLASSES ? ', …' : '';
  const has =
    names.length === 0 ? 'no RuntimeClass' : `the RuntimeClasses ${names.join(', ')}${more}`;
  return `${markdownText(cluster)} has ${has}.`;
}

const MAX_CLASSES = 20;

function labelHover({ path, entry }: Place, object: Manifest, facts: Facts): string | undefined {
  if (path.at(-2) !== 'nodeSelector' || !entry || facts.nodes.state === 'unknown') return undefined;
  const placed = isRuntimeClass(object) || podViewsOf(object).length > 0;
  const key = textOf(entry.key) ?? '';
  const value = textOf(entry.value) ?? '';
  if (!placed) return undefined;
  const nodes = facts.nodes.items;
  const having = nodes.filter(({ labels }) => labels[key] === value);
  const pools = [...new Set(having.map(({ pool }) => pool))].toSorted();
  const where = pools.length > 0 ? `: ${pools.map((pool) => markdownText(pool)).join(', ')}` : '';
  return `${having.length} of ${nodes.length} nodes have ${markdownCode(`${key}=${value}`)}${where}.`;
}

function fieldHover(
  { path, on }: Place,
  { apiVersion, kind }: Manifest,
  definitions: Definitions,
): string | undefined {
  const field = schemaAt(definitions, apiVersion, kind, path);
  if (!field || (on === 'value' && field.schema.kind !== 'scalar')) return undefined;
  const rows = [
    `**${markdownText(field.name || String(path.at(-1) ?? kind))}** ${markdownCode(typeText(field.schema))}${field.required ? ' · required' : ''}`,
    documentationMarkdown(documentationOf(field)),
    `Kubernetes ${markdownText(definitions.kubernetes)}`,
  ];
  return rows.filter((row) => row !== '').join('\n\n');
}
