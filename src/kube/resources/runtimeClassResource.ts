import {
  listOf,
  type RawObject,
  textMap,
  stringOf,
} from '../../model/kubernetes/kubernetesObject.ts';
import type { Toleration } from '../../model/kubernetes/taint.ts';
import { type RuntimeClass, runtimeClassOf } from '../../model/runtimeClass/runtimeClass.ts';
import type { ListedKind } from '../list/listedKind.ts';

export interface RawRuntimeClass extends RawObject {
  readonly handler?: string;
  readonly overhead?: { readonly podFixed?: Readonly<Record<string, string>> };
  readonly scheduling?: {
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly tolerations?: readonly Toleration[];
  };
}

/** Reads a RuntimeClass as the API sends it. */
export function projectRuntimeClass(raw: RawRuntimeClass): RuntimeClass {
  return runtimeClassOf({
    name: stringOf(raw.metadata?.name),
    uid: stringOf(raw.metadata?.uid),
    handler: stringOf(raw.handler),
    overhead: textMap(raw.overhead?.podFixed),
    nodeSelector: textMap(raw.scheduling?.nodeSelector),
    tolerations: listOf(raw.scheduling?.tolerations),
  });
}

export const RUNTIME_CLASSES: ListedKind<RawRuntimeClass, RuntimeClass> = {
  plural: 'runtimeclasses',
  path: '/apis/node.k8s.io/v1/runtimeclasses',
  shape: {
    metadata: { name: true, uid: true, resourceVersion: true },
    handler: true,
    overhead: true,
    scheduling: true,
  },
  projection: () => projectRuntimeClass,
};
