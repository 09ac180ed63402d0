import type { SandboxIsolation } from '../../model/isolation/isolation.ts';
import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import { USUAL_CLASSES } from '../../model/runtimeClass/usualClasses.ts';
import { type Facts, knownClasses, knownItems } from './facts.ts';

/**
 * The class to run a sandbox with: of the cluster's classes that really give it, the one with the
 * most capable nodes; the usual name when none is known. `undefined` when the cluster is known to
 * have none.
 */
export function classFor(sandbox: SandboxIsolation, facts: Facts): string | undefined {
  const nodes = knownItems(facts.nodes);
  const usual = USUAL_CLASSES.find(({ isolation }) => isolation === sandbox)?.name;
  const classes = knownClasses(facts).filter(({ isolation }) => isolation === sandbox);
  const [best] = classes
    .map((one) => ({ name: one.name, nodes: capabilityOf(one, nodes).capable.length }))
    .toSorted(
      (a, b) =>
        b.nodes - a.nodes ||
        Number(b.name === usual) - Number(a.name === usual) ||
        (a.name < b.name ? -1 : 1),
    );
  if (best) return best.name;
  return facts.runtimeClasses.state === 'complete' ? undefined : usual;
}
