import { type RawObject, stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { ListedKind } from '../list/listedKind.ts';

/** Namespaces, of which only the name is kept. */
export const NAMESPACES: ListedKind<RawObject, string> = {
  plural: 'namespaces',
  path: '/api/v1/namespaces',
  shape: { metadata: { name: true, resourceVersion: true } },
  projection: () => (raw) => stringOf(raw.metadata?.name),
};
