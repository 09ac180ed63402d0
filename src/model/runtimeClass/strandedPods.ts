import type { KubeNode } from '../node/node.ts';
import { capabilityOf } from './capability.ts';
import type { RuntimeClass } from './runtimeClass.ts';

/** A RuntimeClass that no node can run now, and how many of the pods name it. */
export interface StrandedPods {
  readonly runtimeClass: string;
  readonly pods: number;
}

/** The RuntimeClasses of pods that none of the nodes could run if the pods had to go there. */
export function strandedPods(
  pods: readonly { readonly runtimeClass?: string }[],
  classes: readonly RuntimeClass[],
  nodes: readonly KubeNode[],
): readonly StrandedPods[] {
  const byClass = Map.groupBy(pods, ({ runtimeClass }) => runtimeClass);
  return [...byClass].flatMap(([name, own]) => {
    if (name === undefined) return [];
    const runtimeClass = classes.find((one) => one.name === name);
    const isRun = runtimeClass && capabilityOf(runtimeClass, nodes).capable.length > 0;
    return isRun ? [] : [{ runtimeClass: name, pods: own.length }];
  });
}
