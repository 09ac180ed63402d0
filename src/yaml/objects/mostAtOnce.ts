import { type ContainerView, isSidecar } from './podFields.ts';

/**
 * What the containers of a pod come to: those side by side with its sidecars, or the largest init
 * container, whichever is more (Kubernetes, concepts/workloads/pods/init-containers, "Resource
 * sharing within containers").
 */
export function mostAtOnce(
  containers: readonly ContainerView[],
  amountOf: (container: ContainerView) => number,
): number {
  let running = 0;
  let starting = 0;
  let sidecars = 0;
  for (const container of containers) {
    const own = amountOf(container);
    if (container.kind === 'containers') running += own;
    else if (isSidecar(container)) {
      sidecars += own;
      starting = Math.max(starting, sidecars);
    } else starting = Math.max(starting, sidecars + own);
  }
  return Math.max(running + sidecars, starting);
}
