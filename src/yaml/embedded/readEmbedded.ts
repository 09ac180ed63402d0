import { type ParsedPart, parsePart } from '../document/parsedPart.ts';
import { headless } from '../objects/manifests.ts';
import { podSpecsOf } from '../objects/podSpecs.ts';
import { madeMap, madeText } from '../parse/madeNodes.ts';
import { asMap, type YamlEntry, type YamlNode } from '../parse/yamlNode.ts';
import type { EmbeddedKind } from './embeddedTexts.ts';
import { splitBlock } from './splitBlock.ts';

/** A document of an embedded text; `start` is its offset there. */
export interface EmbeddedPart {
  readonly start: number;
  readonly part: ParsedPart;
}

/** Reads the documents of a text that stands within another one, by what it is there. */
export function readEmbedded(kind: EmbeddedKind, text: string): readonly EmbeddedPart[] {
  switch (kind) {
    case 'patch':
    case 'manifest':
      return eachOf(text, (own) => parsePart(own, kind));
    case 'resources':
      return eachOf(withBraces(text), (own) => parsePart(own, 'manifest'));
    case 'values':
      // What a template of them makes are values, too.
      return eachOf(text, (own) => ({ ...parsePart(own, kind), role: kind }));
    case 'part':
      return eachOf(text, (own) => headlessPart(parsePart(own, 'patch')));
    case 'pod-spec':
      return eachOf(text, (own) => podSpecPart(parsePart(own, 'patch')));
    case 'data':
      return eachOf(text, dataPart);
  }
}

function eachOf(
  text: string,
  read: (own: string) => ParsedPart | undefined,
): readonly EmbeddedPart[] {
  return splitBlock(text).flatMap(({ start, text: own }) => {
    const part = read(own);
    return part ? [{ start, part }] : [];
  });
}

/**
 * The actions of Flux Operator's templates, which stand between `<<` and `>>`, with the braces of
 * all others; as long as before.
 */
function withBraces(text: string): string {
  return text.includes('<<') ? text.replaceAll(ACTION, '{{$1}}') : text;
}

/** `<<: *x` is a merge key. */
const ACTION = /<<(?!:)((?:[^<>\n]|<(?!<)|>(?!>))*)>>/g;

/** A part of the object that a text stands in, which does not say what it is. */
function headlessPart(part: ParsedPart): ParsedPart {
  const map = asMap(part.root);
  return map && part.objects.length === 0 ? { ...part, objects: [headless(map)] } : part;
}

/** A part of a pod spec as a Pod that holds it. */
function podSpecPart(part: ParsedPart): ParsedPart {
  const { root } = part;
  if (root?.kind !== 'map') return part;
  const map = madeMap(root.start, root.end, false, [
    entry('apiVersion', madeText('v1', root.start)),
    entry('kind', madeText('Pod', root.start)),
    entry('spec', root),
  ]);
  return { ...part, root: map, objects: [headless(map, 'v1', 'Pod')] };
}

function entry(name: string, value: YamlNode): YamlEntry {
  return { key: madeText(name, value.start), value };
}

/**
 * A value of a ConfigMap: a manifest, or a template of pods by its shape, whose rest whoever reads
 * it adds; else what names a class. `undefined` when it is nothing of the kind.
 */
function dataPart(text: string): ParsedPart | undefined {
  const part = parsePart(text, 'patch');
  const { root, objects, problems } = part;
  if (!root || root.kind === 'scalar' || problems.length > 0) return undefined;
  if (objects.length > 0) return part;
  const template = root.kind === 'map' ? headless(root) : undefined;
  if (template && podSpecsOf(template).length > 0) return { ...part, objects: [template] };
  return { ...part, role: 'values' };
}
