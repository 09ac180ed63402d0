import { entryOf, itemsOf, resolved, textOf, valueAt, type YamlNode } from '../parse/yamlNode.ts';
import { parseYaml } from '../parse/parseYaml.ts';

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

/** A kustomization of kustomize itself, which need not say its kind. */
export function isKustomization(root: YamlNode | undefined): boolean {
  if (resolved(root)?.kind !== 'map') return false;
  const kind = textOf(valueAt(root, 'kind'));
  if (kind !== undefined) return kind === 'Kustomization' || kind === 'Component';
  return (
    valueAt(root, 'apiVersion') === undefined &&
    ['patches', 'patchesStrategicMerge', 'patchesJson6902'].some((key) => entryOf(root, key))
  );
}
