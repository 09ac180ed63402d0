import { equalJson } from '../kube/json.ts';
import type { RuntimeClass } from '../kube/node.ts';
import type { Pod, Toleration } from '../kube/pod.ts';
import { servedType } from '../kube/resourceTypes.ts';
import { forbidden, StatusError } from '../kube/statusError.ts';

/**
 * What the RuntimeClass admission does to a pod that is created: refuses it in the API server's
 * words, or merges the class's overhead and scheduling into it, in place.
 *
 * `find` looks a class up by name.
 */
export function admitRuntimeClass(
  pod: Pod,
  find: (name: string) => RuntimeClass | undefined,
): void {
  const className = pod.spec.runtimeClassName;
  // The API server looks even an empty name up.
  if (className === '') throw new StatusError(500, '', 'resource name may not be empty');
  const found = className === undefined ? undefined : find(className);
  if (className !== undefined && found === undefined) {
    throw refusal(pod, `pod rejected: RuntimeClass "${className}" not found`);
  }
  admitOverhead(pod, found);
  if (found !== undefined) admitScheduling(pod, found);
}

function refusal(pod: Pod, why: string) {
  return forbidden(servedType('pods'), pod.metadata.name, why);
}

function admitOverhead(pod: Pod, found: RuntimeClass | undefined): void {
  const own = pod.spec.overhead ?? {};
  const fixed = found?.overhead?.podFixed;
  const hasOwn = Object.keys(own).length > 0;
  if (found?.overhead === undefined) {
    if (!hasOwn) return;
    throw refusal(
      pod,
      'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
    );
  }
  if (hasOwn && !equalJson(own, fixed ?? {})) {
    throw refusal(
      pod,
      `pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead`,
    );
  }
  if (fixed !== undefined) pod.spec.overhead = { ...fixed };
}

function admitScheduling(pod: Pod, { scheduling }: RuntimeClass): void {
  if (scheduling === undefined) return;
  const selector = { ...pod.spec.nodeSelector };
  for (const [key, value] of Object.entries(scheduling.nodeSelector ?? {})) {
    const own = selector[key];
    if (own !== undefined && own !== value) {
      throw refusal(
        pod,
        `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`,
      );
    }
    selector[key] = value;
  }
  if (Object.keys(selector).length > 0) pod.spec.nodeSelector = selector;
  const merged = mergeTolerations(pod.spec.tolerations ?? [], scheduling.tolerations ?? []);
  if (merged.length > 0) pod.spec.tolerations = merged;
}

/** The union: of two tolerations where one covers the other, only the wider one stays. */
export function mergeTolerations(first: Toleration[], second: Toleration[]): Toleration[] {
  const all = [...first, ...second];
  return all.filter(
    (one, i) =>
      !all.some((other, j) => j !== i && covers(other, one) && !(covers(one, other) && j > i)),
  );
}

/** Does a toleration tolerate all that another one tolerates? */
function covers(wide: Toleration, narrow: Toleration): boolean {
  if (equalJson(wide, narrow)) return true;
  if (wide.key !== narrow.key && wide.key !== undefined) return false;
  if (wide.key === undefined && wide.operator !== 'Exists') return false;
  if (wide.effect !== undefined && wide.effect !== '' && wide.effect !== narrow.effect)
    return false;
  if (wide.effect === 'NoExecute') {
    if (wide.tolerationSeconds !== undefined) {
      const least = narrow.tolerationSeconds;
      if (least === undefined || wide.tolerationSeconds < least) return false;
    }
  }
  if (wide.operator === 'Exists') return true;
  return (
    (narrow.operator === undefined || narrow.operator === '' || narrow.operator === 'Equal') &&
    wide.value === narrow.value
  );
}
