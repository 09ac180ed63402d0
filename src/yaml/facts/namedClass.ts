import { claimOf } from '../../model/isolation/claim.ts';
import type { Isolation } from '../../model/isolation/isolation.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { classNamed, type Facts } from './facts.ts';
import { entryOf, isNull, resolved, type YamlScalar } from '../parse/yamlNode.ts';
import type { PodSpecView } from '../objects/podSpecs.ts';
import { isPlaceholder } from '../document/placeholders.ts';

/** The class that a pod names, and what is known of it. */
export interface NamedClass {
  readonly name: string;
  readonly node: YamlScalar;
  /** The class itself, from the cluster or from a manifest. */
  readonly runtimeClass: RuntimeClass | undefined;
  /** What its handler does; without the class, what its name promises. */
  readonly isolation: Isolation;
  readonly claim: Isolation;
  /**
   * Whether isolation follows from a class that is known to exist in a cluster that is known whole.
   */
  readonly sure: boolean;
}

/** The class that a pod names; `undefined` when it names none, or a template will say. */
export function namedClassOf(pod: PodSpecView, facts: Facts): NamedClass | undefined {
  const node = resolved(entryOf(pod.spec, 'runtimeClassName')?.value);
  if (node?.kind !== 'scalar' || node.text === '' || isNull(node)) return undefined;
  if (isPlaceholder(node.text)) return undefined;
  const name = node.text;
  const runtimeClass = classNamed(facts, name);
  const claim = runtimeClass?.claim ?? claimOf(name, undefined);
  return {
    name,
    node,
    runtimeClass,
    isolation: runtimeClass?.isolation ?? claim,
    claim,
    sure: runtimeClass !== undefined && facts.runtimeClasses.state === 'complete',
  };
}
