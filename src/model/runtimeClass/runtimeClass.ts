import { claimOf, type Isolation, isolationOf } from '../isolation/isolation.ts';
import { list, type RawObject, text, textMap } from '../kubernetes/kubernetesObject.ts';
import type { Toleration } from '../kubernetes/taint.ts';

/** A RuntimeClass, reduced to what the product uses. */
export interface RuntimeClass {
  readonly name: string;
  readonly uid: string;
  readonly handler: string;
  /** What the handler really does. */
  readonly isolation: Isolation;
  /** What name and handler promise. */
  readonly claim: Isolation;
  /** `overhead.podFixed` by resource; absent when the class has none. */
  readonly overhead?: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
}

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
  const name = text(raw.metadata?.name);
  const handler = text(raw.handler);
  const overhead = textMap(raw.overhead?.podFixed);
  return {
    name,
    uid: text(raw.metadata?.uid),
    handler,
    isolation: isolationOf(handler),
    claim: claimOf(name, handler),
    ...(Object.keys(overhead).length > 0 ? { overhead } : {}),
    nodeSelector: textMap(raw.scheduling?.nodeSelector),
    tolerations: list(raw.scheduling?.tolerations),
  };
}
