import { quantityOf } from '../../../model/kubernetes/quantity.ts';
import type { Fix } from '../../findings/finding.ts';
import { type ContainerView, isBeside } from '../../objects/podFields.ts';
import { entryOf, textOf, valueAt, type YamlNode } from '../../parse/yamlNode.ts';
import { setting } from './fixes.ts';
import { spanOf } from './podFlags.ts';
import type { PodSubject } from './rule.ts';

/** What runs side by side in the sandbox: the containers, and the sidecars beside them. */
export function regularContainers({ pod }: PodSubject): readonly ContainerView[] {
  return pod.containers.filter(isBeside);
}

/** What a container may use at most of a resource, as written. */
export function limitOf({ map }: ContainerView, resource: string): string | undefined {
  return textOf(valueAt(map, 'resources', 'limits', resource));
}

/** Whether the pod as a whole has a limit of a resource. */
export function hasPodLimit({ pod }: PodSubject, resource: string): boolean {
  return textOf(valueAt(pod.spec, 'resources', 'limits', resource)) !== undefined;
}

/**
 * The limit is what the container requests, if that is a quantity: no less than it said it needs.
 */
export function limitFix(
  { pod, text }: PodSubject,
  { map, path }: ContainerView,
  resource: 'memory' | 'cpu',
  otherwise: string,
): Fix[] {
  const requested = textOf(valueAt(map, 'resources', 'requests', resource));
  const value =
    requested !== undefined && quantityOf(requested) !== undefined ? requested : otherwise;
  const title = `Set a ${resource === 'cpu' ? 'CPU' : 'memory'} limit of ${value}`;
  return setting(text, pod.spec, [...path, 'resources', 'limits', resource], value, title, {
    preferred: true,
  });
}

/** Where a finding about a container stands: at its name, else where it begins. */
export function nameSpan(container: YamlNode): { start: number; end: number } {
  const entry = entryOf(container, 'name');
  if (entry) return spanOf(entry);
  return { start: container.start, end: container.start + 1 };
}
