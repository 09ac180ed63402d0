import { isKustomization } from '../document/kustomize.ts';
import type { ParsedPart } from '../document/parsedPart.ts';
import { isBuiltIn } from '../objects/builtInObject.ts';
import type { Manifest } from '../objects/manifests.ts';
import {
  asMap,
  keyOf,
  resolved,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../parse/yamlNode.ts';

/**
 * What a text within a document is: a Kustomize `patch`, the part of a `pod-spec` or of the object
 * that it stands in, the `values` of a chart, a `manifest`, the `resources` of a ResourceSet; of
 * the `data` of a ConfigMap only its shape tells.
 */
export type EmbeddedKind =
  'patch' | 'pod-spec' | 'part' | 'values' | 'manifest' | 'resources' | 'data';

export interface EmbeddedText {
  readonly kind: EmbeddedKind;
  readonly scalar: YamlScalar;
}

/** The texts of a document that hold YAML which reaches a pod. */
export function embeddedTexts({ root, objects }: ParsedPart): readonly EmbeddedText[] {
  const map = asMap(root);
  if (!map) return [];
  if (objects.length === 0) return isKustomization(root) ? textsIn(map) : [];
  return objects.flatMap((object) => textsOf(object));
}

function textsOf(object: Manifest): readonly EmbeddedText[] {
  const { apiVersion, kind, map } = object;
  if (apiVersion === 'v1' && kind === 'ConfigMap') return dataOf(map, 'data');
  // Its `data` is base64.
  if (apiVersion === 'v1' && kind === 'Secret') return dataOf(map, 'stringData');
  return isBuiltIn(object) ? [] : textsIn(map);
}

function dataOf(map: YamlMap, field: 'data' | 'stringData'): readonly EmbeddedText[] {
  const data = asMap(valueAt(map, field));
  return (data?.entries ?? []).flatMap(({ value }): EmbeddedText[] => {
    const scalar = resolved(value);
    if (scalar?.kind !== 'scalar' || !/\b(?:containers|runtimeClassName)\b/.test(scalar.text)) {
      return [];
    }
    return scalar.text.length > MAX_TEXT ? [] : [{ kind: 'data', scalar }];
  });
}

/** In characters. */
const MAX_TEXT = 1_000_000;

const MAX_NODES = 20_000;

/** The texts of a custom resource, by the keys that lead to them. */
function textsIn(map: YamlMap): readonly EmbeddedText[] {
  const found: EmbeddedText[] = [];
  let left = MAX_NODES;
  const visit = (node: YamlNode, key: string, owner: string): void => {
    if (--left < 0) return;
    if (node.kind === 'map') {
      for (const entry of node.entries) {
        const name = keyOf(entry);
        if (name !== undefined && name !== 'metadata') visit(entry.value, name, key);
      }
    } else if (node.kind === 'list') for (const item of node.items) visit(item, key, owner);
    else {
      const scalar = resolved(node);
      const kind = scalar?.kind === 'scalar' ? kindOf(scalar, key, owner) : undefined;
      if (kind && scalar?.kind === 'scalar') found.push({ kind, scalar });
    }
  };
  visit(map, '', '');
  return found;
}

/**
 * What a text is by its key alone: of Kustomize, Argo Workflows, ApplicationSets, Flux Operator's
 * ResourceSet, k3s' HelmChart and HelmChartConfig, Cluster API's HelmChartProxy (their types in
 * Go, 2026-08).
 */
const BY_KEY: ReadonlyMap<string, EmbeddedKind> = new Map([
  ['patchesStrategicMerge', 'patch'],
  ['podSpecPatch', 'pod-spec'],
  ['templatePatch', 'part'],
  ['resourcesTemplate', 'resources'],
  ['valuesContent', 'values'],
  ['valuesTemplate', 'values'],
]);

function kindOf({ text }: YamlScalar, key: string, owner: string): EmbeddedKind | undefined {
  // A name or a path is no YAML that says anything.
  if (!/[:{]/.test(text) || text.length > MAX_TEXT) return undefined;
  if (key === 'patch' && owner.startsWith('patches')) return 'patch';
  if (key === 'manifest' && owner === 'resource') return 'manifest';
  if (key === 'values' && owner === 'helm') return 'values';
  return BY_KEY.get(key);
}
