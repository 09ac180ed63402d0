import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import { isBuiltInGroup } from '../../model/kubernetes/builtInGroup.ts';
import type { Manifest } from './manifests.ts';

/**
 * Kinds of OpenShift that it served as `v1` before they had groups, as many a file still has them
 * (openshift/api, apps/v1/legacy.go and template/v1, 2026-08).
 */
const OF_OPENSHIFT: ReadonlySet<string> = new Set(['Template', 'DeploymentConfig']);

/**
 * Whether Kubernetes itself has the kind of an object, so that all its fields are known; of a part
 * of an object nothing is.
 */
export function isBuiltIn({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  if (kind === '' || (apiVersion === 'v1' && OF_OPENSHIFT.has(kind))) return false;
  return isBuiltInGroup(groupOf(apiVersion));
}
