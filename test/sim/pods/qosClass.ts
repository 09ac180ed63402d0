import { isJsonObject, valueAt } from '../kube/json.ts';
import { textOf } from '../kube/textOf.ts';
import type { PodSpec } from '../kube/pod.ts';

/** The quality of service that the containers' requests and limits amount to. */
export function qosClass(spec: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const all = [...spec.containers, ...(spec.initContainers ?? [])];
  const amounts = all.map((container) => ({
    requests: amountsOf(valueAt(container, 'resources', 'requests')),
    limits: amountsOf(valueAt(container, 'resources', 'limits')),
  }));
  if (amounts.every(({ requests, limits }) => isNone(requests) && isNone(limits))) {
    return 'BestEffort';
  }
  const isGuaranteed = amounts.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      (name) => limits[name] !== undefined && (requests[name] ?? limits[name]) === limits[name],
    ),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}

function amountsOf(value: unknown): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, amount]) => [name, textOf(amount)]));
}

function isNone(amounts: Record<string, string>): boolean {
  return amounts['cpu'] === undefined && amounts['memory'] === undefined;
}
