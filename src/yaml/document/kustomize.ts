import {
  entryOf,
  itemsOf,
  resolved,
  textOf,
  valueAt,
  type YamlNode,
  type YamlScalar,
} from '../parse/yamlNode.ts';
import type { ParsedPart } from './parsedPart.ts';
import { parseYaml } from '../parse/parseYaml.ts';

/** A patch that stands as a block of text in a kustomization: YAML of its own at an offset. */
export interface InlinePatch {
  readonly start: number;
  readonly text: string;
}

/** The patches that a kustomization holds as blocks of text. */
export function inlinePatches({ root, text }: ParsedPart): readonly InlinePatch[] {
  if (!isKustomization(root)) return [];
  const blocks = [
    ...itemsOf(valueAt(root, 'patches')).map((item) => valueAt(item, 'patch')),
    ...itemsOf(valueAt(root, 'patchesJson6902')).map((item) => valueAt(item, 'patch')),
    ...itemsOf(valueAt(root, 'patchesStrategicMerge')),
  ];
  return blocks.flatMap((node): InlinePatch[] => {
    const block = resolved(node);
    if (block?.kind !== 'scalar' || block.style !== 'literal') return [];
    return [{ start: block.start, text: text.slice(block.start, block.end) }];
  });
}

/** The paths of files that a kustomization applies as patches, as it writes them. */
export function patchPathsOf(text: string): readonly string[] {
  const { root } = parseYaml(text);
  if (!isKustomization(root)) return [];
  const paths = [
    ...itemsOf(valueAt(root, 'patches')).map((item) => valueAt(item, 'path')),
    ...itemsOf(valueAt(root, 'patchesJson6902')).map((item) => valueAt(item, 'path')),
    ...itemsOf(valueAt(root, 'patchesStrategicMerge')),
  ];
  return paths.flatMap((node) => {
    const path = textOf(node);
    return path === undefined || path.includes('\n') ? [] : [path];
  });
}

/** A kustomization need not say its kind. */
export function isKustomization(root: YamlNode | undefined): boolean {
  if (resolved(root)?.kind !== 'map') return false;
  const kind = textOf(valueAt(root, 'kind'));
  if (kind !== undefined) return kind === 'Kustomization' || kind === 'Component';
  return (
    valueAt(root, 'apiVersion') === undefined &&
    ['patches', 'patchesStrategicMerge', 'patchesJson6902'].some((key) => entryOf(root, key))
  );
}

/** The class names that the operations of a JSON patch (RFC 6902) set. */
export function classNamesOfJsonPatch(root: YamlNode | undefined): readonly YamlScalar[] {
  return itemsOf(root).flatMap((operation): YamlScalar[] => {
    const path = textOf(valueAt(operation, 'path'));
    const value = resolved(valueAt(operation, 'value'));
    if (!path?.endsWith('/runtimeClassName') || value?.kind !== 'scalar') return [];
    const op = textOf(valueAt(operation, 'op'));
    return (op === 'add' || op === 'replace') && value.text !== '' ? [value] : [];
  });
}
