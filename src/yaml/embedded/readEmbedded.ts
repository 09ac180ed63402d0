import { type ParsedPart, parsePart } from '../document/parsedPart.ts';
import { splitParts } from '../document/splitParts.ts';
import { headless } from '../objects/manifests.ts';
import { podSpecsOf } from '../objects/podSpecs.ts';
import { madeMap, madeText } from '../parse/madeNodes.ts';
import { asMap, type YamlEntry, type YamlNode } from '../parse/yamlNode.ts';
import type { EmbeddedKind } from './embeddedTexts.ts';

/** A document of an embedded text; `start` is its offset there. */
export interface EmbeddedPart {
  readonly start: number;
  readonly part: ParsedPart;
}

/** Reads the documents of a text that stands within another one, by what it is there. */
export function readEmbedded(kind: EmbeddedKind, text: string): readonly EmbeddedPart[] {
  switch (kind) {
    case 'patch':
    case 'values':
    case 'manifest':
      return splitParts(text).map(({ start, text: own }) => ({
        start,
        part: parsePart(own, kind),
      }));
    case 'pod-spec':
      return [{ start: 0, part: podSpecPart(parsePart(text, 'patch')) }];
    case 'data':
      return splitParts(text).flatMap(({ start, text: own }) => {
        const part = dataPart(own);
        return part ? [{ start, part }] : [];
      });
  }
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
  const map = asMap(part.root);
  if (!map || part.problems.length > 0) return undefined;
  if (part.objects.length > 0 || part.role === 'template') return part;
  const template = headless(map);
  if (podSpecsOf(template).length > 0) return { ...part, objects: [template] };
  return { ...part, role: 'values' };
}
