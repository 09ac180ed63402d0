import { quantityOf } from '../../model/kubernetes/quantity.ts';
import {
  containerName,
  type ContainerView,
  textEntries,
  type TextEntry,
} from '../objects/podFields.ts';
import { resolved, valueAt } from '../parse/yamlNode.ts';
import type { Fix } from '../findings/finding.ts';
import type { PodRule, RuleFinding } from './rule/rule.ts';

/** In bytes: no program starts with less. */
const LEAST_MEMORY = 1024 ** 2;

/** CL009, CL010: amounts of memory that cannot be meant, and requests above their limits. */
export const amounts: PodRule = function* ({ pod }) {
  for (const container of pod.containers) {
    const requests = textEntries(valueAt(container.map, 'resources', 'requests'));
    const limits = textEntries(valueAt(container.map, 'resources', 'limits'));
    for (const entry of [...requests, ...limits]) yield* tinyMemory(entry);
    for (const request of requests) yield* aboveLimit(request, limits, container);
  }
};

function* tinyMemory({ key, value, node }: TextEntry): Generator<RuleFinding> {
  const bytes = key === 'memory' ? quantityOf(value) : undefined;
  if (bytes === undefined || bytes <= 0 || bytes >= LEAST_MEMORY) return;
  const meant = meantMemory(value);
  const amount = bytes < 1 ? 'less than a byte' : `${Math.round(bytes)} bytes`;
  yield {
    code: 'CL009',
    message: `memory: ${value} is ${amount}${value.endsWith('m') ? ', as m is a thousandth' : ''}: no container starts with so little.${meant === undefined ? ' Write it as 512Mi or 1Gi.' : ` Did you mean ${meant}?`}`,
    at: node,
    fixes: meant === undefined ? [] : changing(node, meant),
  };
}

/** `512m` and `512` are most likely `512Mi`. */
function meantMemory(value: string): string | undefined {
  const [, digits] = /^(\d{2,6})m?$/.exec(value) ?? [];
  return digits === undefined ? undefined : `${digits}Mi`;
}

function changing(node: TextEntry['node'], newText: string): Fix[] {
  if (resolved(node) !== node) return [];
  const span = { start: node.start, end: node.end };
  return [{ title: `Change to ${newText}`, edits: [{ span, newText }] }];
}

function* aboveLimit(
  { key, value, node }: TextEntry,
  limits: readonly TextEntry[],
  container: ContainerView,
): Generator<RuleFinding> {
  const limit = limits.find((one) => one.key === key);
  const [wanted, most] = [quantityOf(value), limit && quantityOf(limit.value)];
  if (!limit || wanted === undefined || most === undefined || wanted <= most) return;
  yield {
    code: 'CL010',
    message: `${containerName(container)} requests ${key} ${value}, above its limit of ${limit.value}: the API server refuses that. Raise the limit, or request less.`,
    at: node,
  };
}
