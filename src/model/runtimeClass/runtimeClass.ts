import { claimOf } from '../isolation/claim.ts';
import { type Isolation, isolationOf } from '../isolation/isolation.ts';
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

/** A class of these parts, with what follows from its name and handler. */
export function runtimeClassOf(
  parts: Omit<RuntimeClass, 'isolation' | 'claim' | 'overhead'> &
    Required<Pick<RuntimeClass, 'overhead'>>,
): RuntimeClass {
  const { overhead, ...rest } = parts;
  return {
    ...rest,
    isolation: isolationOf(parts.handler),
    claim: claimOf(parts.name, parts.handler),
    ...(Object.keys(overhead).length > 0 ? { overhead } : {}),
  };
}
