import { entryOf, itemsOf, resolved, textOf, valueAt, type YamlNode } from '../parse/yamlNode.ts';
import { parseYaml } from '../parse/parseYaml.ts';

/** The paths of files that a kustomization names, as it writes them. */
export interface KustomizedPaths {
  readonly patches: readonly string[];
  readonly resources: readonly string[];
}

/** What a kustomization applies as patches, and what it takes as it is and adds labels to. */
export function kustomizedPathsOf(text: string): KustomizedPaths {
  const { root } = parseYaml(text);
  const kind = textOf(valueAt(root, 'kind')) ?? 'Kustomization';
  const patches = [
    ...itemsOf(valueAt(root, 'patches')).map((item) => valueAt(item, 'path')),
    ...itemsOf(valueAt(root, 'patchesJson6902')).map((item) => valueAt(item, 'path')),
    ...itemsOf(valueAt(root, 'patchesStrategicMerge')),
  ];
  return {
    patches: isKustomization(root) ? textsOf(patches) : [],
    resources: /^(?:Kustomization|Component)$/.test(kind)
      ? textsOf(itemsOf(valueAt(root, 'resources')))
      : [],
  };
}

function textsOf(nodes: readonly (YamlNode | undefined)[]): readonly string[] {
  return nodes.flatMap((node) => {
    const path = textOf(node);
    return path === undefined || path.includes('\n') ? [] : [path];
  });
}

/** A kustomization of kustomize itself, which need not say its kind. */
export function isKustomization(root: YamlNode | undefined): boolean {
  if (resolved(root)?.kind !== 'map') return false;
  const kind = textOf(valueAt(root, 'kind'));
  if (kind !== undefined) return kind === 'Kustomization' || kind === 'Component';
  return valueAt(root, 'apiVersion') === undefined && KUSTOMIZED.some((key) => entryOf(root, key));
}

/** What a kustomization has, and no other file that says not what it is. */
const KUSTOMIZED = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'helmCharts'];
