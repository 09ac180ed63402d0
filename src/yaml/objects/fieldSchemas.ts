import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import { entryOf, valueAt, type YamlEntry } from '../parse/yamlNode.ts';
import type { Manifest } from './manifests.ts';

/**
 * Whether an entry says which fields other objects may have: what stands there under
 * `runtimeClassName` is the type of that field, and its defaults and examples are no pod's yet.
 * The XRDs of Crossplane and the Promises of Kratix have OpenAPI there; kro has a SimpleSchema
 * (kubernetes-sigs/kro, api/v1alpha1/resourcegraphdefinition_types.go, 2026-08).
 */
export function isFieldSchema(
  key: string,
  entry: YamlEntry,
  { apiVersion, map }: Manifest,
): boolean {
  if (key === 'openAPIV3Schema') return true;
  if (key !== 'schema' || groupOf(apiVersion) !== 'kro.run') return false;
  return entry === entryOf(valueAt(map, 'spec'), 'schema');
}
