import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import { isBuiltInGroup } from '../../model/kubernetes/builtInGroup.ts';
import { isKustomization } from '../document/kustomize.ts';
import type { ParsedPart } from '../document/parsedPart.ts';
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
 * What a text within a document is: a Kustomize `patch`, the part of a `pod-spec`, the `values` of
 * a chart, a `manifest`; of the `data` of a ConfigMap only its shape tells.
 */
export type EmbeddedKind = 'patch' | 'pod-spec' | 'values' | 'manifest' | 'data';

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

function textsOf({ apiVersion, kind, map }: Manifest): readonly EmbeddedText[] {
  if (apiVersion === 'v1' && kind === 'ConfigMap') return dataOf(map);
  return isBuiltInGroup(groupOf(apiVersion)) ? [] : textsIn(map);
}

function dataOf(map: YamlMap): readonly EmbeddedText[] {
  const data = asMap(valueAt(map, 'data'));
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

function kindOf({ text }: YamlScalar, key: string, owner: string): EmbeddedKind | undefined {
  // A name or a path is no YAML that says anything.
  if (!/[:{]/.test(text) || text.length > MAX_TEXT) return undefined;
  if (key === 'patch' && owner.startsWith('patches')) return 'patch';
  if (key === 'patchesStrategicMerge') return 'patch';
  if (key === 'podSpecPatch') return 'pod-spec';
  if (key === 'manifest' && owner === 'resource') return 'manifest';
  return key === 'values' && owner === 'helm' ? 'values' : undefined;
}
