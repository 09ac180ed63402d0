import { type Capability, incapableReason } from './capability.ts';
import type { RuntimeClass } from './runtimeClass.ts';

export type ClassProblemCode =
  'no-capable-node' | 'handler-not-served' | 'not-a-sandbox' | 'kata-without-overhead';

/** Something about a RuntimeClass that a person should know before using it. */
export interface ClassProblem {
  readonly code: ClassProblemCode;
  /** A few words for the row. */
  readonly short: string;
  /** A sentence for the tooltip. */
  readonly text: string;
}

/**
 * The problems of a class, the gravest first. `capability` is absent while the nodes are unknown.
 */
export function classProblems(
  runtimeClass: RuntimeClass,
  capability: Capability | undefined,
  nodeCount: number,
): readonly ClassProblem[] {
  const { name, handler, isolation, claim, overhead } = runtimeClass;
  const problems: ClassProblem[] = [];
  if (capability?.servedNowhere) {
    problems.push({
      code: 'handler-not-served',
      short: 'no node serves its handler',
      text: `No node serves the handler "${handler}": a pod of this class cannot start.`,
    });
  } else if (capability && capability.capable.length === 0) {
    problems.push({
      code: 'no-capable-node',
      short: 'no capable node',
      text: `A pod of this class stays Pending: ${incapableReason(runtimeClass, capability, nodeCount)}.`,
    });
  }
  if (isolation === 'none') {
    problems.push({
      code: 'not-a-sandbox',
      short: 'not a sandbox',
      text:
        claim === 'none'
          ? `The handler "${handler}" runs pods on the node's own kernel.`
          : `"${name}" promises a sandbox by its name, but the handler "${handler}" runs pods on the node's own kernel.`,
    });
  }
  if (isolation === 'kata' && overhead === undefined) {
    problems.push({
      code: 'kata-without-overhead',
      short: 'no overhead',
      text: 'The class has no overhead: the scheduler does not count the memory of the VM itself, so nodes may run out of it.',
    });
  }
  return problems;
}
