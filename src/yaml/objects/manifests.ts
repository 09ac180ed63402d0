import {
  asMap,
  itemsOf,
  resolved,
  textOf,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../parse/yamlNode.ts';

/** A manifest: one Kubernetes object in a text. */
export interface Manifest {
  readonly map: YamlMap;
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`; empty when there is none. */
  readonly name: string;
  /** `metadata.namespace`; empty when there is none. */
  readonly namespace: string;
}

/**
 * The objects of one document: itself, the items of a `List`, `PodList` and the like, also of one
 * within another, or those of a bare list.
 */
export function manifestsOf(root: YamlNode | undefined): readonly Manifest[] {
  const node = resolved(root);
  if (node?.kind === 'list') return node.items.flatMap(manifestsOf);
  if (node?.kind !== 'map') return [];
  const { apiVersion, kind } = headTexts(node);
  if (!isList({ kind, map: node })) {
    return apiVersion && kind ? [named(node, apiVersion, kind)] : [];
  }
  const itemKind = kind.slice(0, -'List'.length);
  return itemsOf(valueAt(node, 'items')).flatMap((item) => {
    const found = manifestsOf(item);
    const itemMap = asMap(item);
    // The items of a PodList need not say that they are Pods.
    if (found.length > 0 || itemKind === '' || apiVersion === '' || !itemMap) return found;
    return [named(itemMap, apiVersion, itemKind)];
  });
}

/**
 * Whether an object is a list of objects: its kind ends in `List` and it has items. kubectl asks
 * for no apiVersion there.
 */
export function isList({ kind, map }: Pick<Manifest, 'kind' | 'map'>): boolean {
  return kind.endsWith('List') && resolved(valueAt(map, 'items'))?.kind === 'list';
}

function headTexts(map: YamlMap): Pick<Manifest, 'apiVersion' | 'kind'> {
  return {
    apiVersion: textOf(valueAt(map, 'apiVersion')) ?? '',
    kind: textOf(valueAt(map, 'kind')) ?? '',
  };
}

/** A map that says not what it is called, as the object that it is a part of. */
export function headless(map: YamlMap, apiVersion = '', kind = ''): Manifest {
  return { map, apiVersion, kind, name: '', namespace: '' };
}

function named(map: YamlMap, apiVersion: string, kind: string): Manifest {
  const name = textOf(valueAt(map, 'metadata', 'name')) ?? '';
  const namespace = textOf(valueAt(map, 'metadata', 'namespace')) ?? '';
  return { map, apiVersion, kind, name, namespace };
}
