import {
  entryOf,
  asMap,
  keyOf,
  resolved,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../parse/yamlNode.ts';
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
 * The values of a chart are none: what a chart makes of them is not known.
 */
export function findPods(map: YamlMap): readonly FoundPod[] {
  const found: FoundPod[] = [];
  inMap(map, [], undefined, found, { left: MAX_NODES });
  return found;
}

const MAX_NODES = 20_000;
const MAX_STEPS = 40;

interface Budget {
  left: number;
}

function inNode(
  node: YamlNode,
  path: readonly PathStep[],
  owner: YamlMap,
  found: FoundPod[],
  budget: Budget,
): void {
  if (path.length > MAX_STEPS || --budget.left < 0) return;
  // What an alias stands for was seen at its anchor.
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      inNode(item, [...path, index], owner, found, budget);
    }
  } else if (node.kind === 'map') inMap(node, path, owner, found, budget);
}

function inMap(
  map: YamlMap,
  path: readonly PathStep[],
  owner: YamlMap | undefined,
  found: FoundPod[],
  budget: Budget,
): void {
  const isWhole = owner !== undefined && isPodSpec(map);
  if (isWhole || namesClass(map)) {
    // The metadata of the object itself is not that of its pods.
    const metadata = path.length > 1 ? valueAt(owner, 'metadata') : undefined;
    found.push({ spec: map, metadata, path, partial: !isWhole });
  }
  if (isWhole) return;
  for (const entry of map.entries) {
    const key = keyOf(entry);
    if (key === undefined || key === 'metadata' || isChartValues(key, entry.value)) continue;
    inNode(entry.value, [...path, key], map, found, budget);
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
