import { madeText } from '../parse/madeNodes.ts';
import {
  entryOf,
  keyOf,
  resolved,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../parse/yamlNode.ts';
import { isBuiltIn } from './builtInObject.ts';
import { isFieldSchema } from './fieldSchemas.ts';
import { isChartValues } from './findPods.ts';
import type { Manifest } from './manifests.ts';

/**
 * The values of every key `runtimeClassName`, also of one that a map has twice, as the branches of
 * a template have it.
 */
export function classNamesIn(node: YamlNode | undefined): readonly YamlScalar[] {
  if (node?.kind === 'list') return node.items.flatMap(classNamesIn);
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap((entry) => {
    const key = keyOf(entry);
    if (key === 'metadata') return [];
    if (key !== 'runtimeClassName') return classNamesIn(entry.value);
    const value = resolved(entry.value);
    return value?.kind === 'scalar' && value.text !== '' ? [value] : [];
  });
}

/**
 * What custom resources give a chart: its values as maps, and the parameters of Argo CD, whose name
 * is the path of a value.
 */
export function chartValuesOf(object: Manifest): readonly YamlMap[] {
  if (isBuiltIn(object)) return [];
  const found: YamlMap[] = [];
  let left = MAX_NODES;
  const visit = (node: YamlNode): void => {
    if (--left < 0) return;
    if (node.kind === 'list') for (const item of node.items) visit(item);
    if (node.kind !== 'map') return;
    for (const entry of node.entries) {
      const key = keyOf(entry) ?? '';
      if (isChartValues(key, entry.value) && entry.value.kind === 'map') found.push(entry.value);
      else if (key !== 'metadata' && !isFieldSchema(key, entry, object)) visit(entry.value);
    }
    found.push(...parameterOf(node));
  };
  visit(object.map);
  return found;
}

const MAX_NODES = 20_000;

/**
 * `{name: pod.runtimeClassName, value: gvisor}`, and the default class of KubeVirt, as the map that
 * they stand for.
 */
function parameterOf(map: YamlMap): readonly YamlMap[] {
  const ofKubeVirt = entryOf(map, 'defaultRuntimeClass');
  if (ofKubeVirt?.value.kind === 'scalar') return [asClass(ofKubeVirt.key, ofKubeVirt.value)];
  const [name, value] = [valueAt(map, 'name'), valueAt(map, 'value')];
  if (name?.kind !== 'scalar' || value?.kind !== 'scalar') return [];
  if (!/(?:^|\.)runtimeClassName$/.test(name.text)) return [];
  return [asClass(name, value)];

  function asClass(key: YamlNode, one: YamlNode): YamlMap {
    const named = madeText('runtimeClassName', key.start);
    return { ...map, entries: [{ key: named, value: one }] };
  }
}
