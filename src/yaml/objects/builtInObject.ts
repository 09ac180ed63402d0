import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import { isBuiltInGroup } from '../../model/kubernetes/builtInGroup.ts';
import type { Manifest } from './manifests.ts';

/**
 * Whether Kubernetes itself has the kind of an object, so that all its fields are known; of a part
 * of an object nothing is.
 */
export function isBuiltIn({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return kind !== '' && isBuiltInGroup(groupOf(apiVersion));
}
