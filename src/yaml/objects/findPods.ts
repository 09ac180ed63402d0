import {
  entryOf,
  asMap,
  keyOf,
  resolved,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../parse/yamlNode.ts';
import { isFieldSchema } from './fieldSchemas.ts';
import type { Manifest } from './manifests.ts';
import type { PathStep } from './podFields.ts';

/** A pod spec that was found by its shape. */
export interface FoundPod {
  readonly spec: YamlMap;
  readonly metadata: YamlNode | undefined;
  readonly path: readonly PathStep[];
  readonly partial: boolean;
}

/**
 * The pod specs anywhere in a custom resource: a map with containers, and one that names a class.
 * The values of a chart are none: what a chart makes of them is not known. Neither are schemas.
 */
export function findPods(object: Manifest): readonly FoundPod[] {
  const found: FoundPod[] = [];
  inMap(object.map, [], undefined, { object, found, left: MAX_NODES });
  return found;
}

const MAX_NODES = 20_000;
const MAX_STEPS = 40;

/** What was found in an object so far, and how many more nodes are looked at. */
interface Search {
  readonly object: Manifest;
  readonly found: FoundPod[];
  left: number;
}

function inNode(node: YamlNode, path: readonly PathStep[], owner: YamlMap, search: Search): void {
  if (path.length > MAX_STEPS || --search.left < 0) return;
  // What an alias stands for was seen at its anchor.
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      inNode(item, [...path, index], owner, search);
    }
  } else if (node.kind === 'map') inMap(node, path, owner, search);
}

function inMap(
  map: YamlMap,
  path: readonly PathStep[],
  owner: YamlMap | undefined,
  search: Search,
): void {
  const isWhole = owner !== undefined && isPodSpec(map);
  if (isWhole || namesClass(map)) {
    // The metadata of the object itself is not that of its pods.
    const metadata = path.length > 1 ? valueAt(owner, 'metadata') : undefined;
    search.found.push({ spec: map, metadata, path, partial: !isWhole });
  }
  if (isWhole) return;
  for (const entry of map.entries) {
    const key = keyOf(entry);
    if (key === undefined || key === 'metadata' || isChartValues(key, entry.value)) continue;
    if (isFieldSchema(key, entry, search.object)) continue;
    inNode(entry.value, [...path, key], map, search);
  }
}

/** Whether an object holds the values of a chart under a key, as Argo CD, Flux and Kustomize do. */
export function isChartValues(key: string, value: YamlNode): boolean {
  return /^values(?:Object|Inline)?$/.test(key) && value.kind === 'map';
}

function namesClass(map: YamlMap): boolean {
  return resolved(entryOf(map, 'runtimeClassName')?.value)?.kind === 'scalar';
}

/**
 * A map with `containers`, each with a name or an image, is a pod spec; nothing else is sure to be
 * one.
 */
function isPodSpec(map: YamlMap): boolean {
  const containers = resolved(valueAt(map, 'containers'));
  if (containers?.kind !== 'list' || containers.items.length === 0) return false;
  return containers.items.every((item) => {
    const container = asMap(item);
    return container?.entries.some((entry) => /^(?:name|image)$/.test(keyOf(entry) ?? ''));
  });
}
