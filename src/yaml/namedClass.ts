import { claimOf } from '../model/isolation.ts';
import { classNamed, type Facts } from './facts.ts';
import { entryOf, isNull, resolved } from './node.ts';
import type { PodSpecView } from './podSpecs.ts';
import type { NamedClass } from './rules/rule.ts';
import { isPlaceholder } from './templateMask.ts';

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
