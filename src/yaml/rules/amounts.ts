import { cpuText, memoryText, quantityOf } from '../../model/kubernetes/quantity.ts';
import { containerName } from '../objects/podFields.ts';
import {
  asMap,
  entryOf,
  resolved,
  textOf,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../parse/yamlNode.ts';
import type { Fix } from '../findings/finding.ts';
import { requestedByContainers } from './placementRequest.ts';
import type { PodRule, PodSubject, RuleFinding } from './rule/rule.ts';

/** In bytes: no program starts with less. */
const LEAST_MEMORY = 1024 ** 2;

/** CL009, CL010: amounts of memory that cannot be meant, and requests above their limits. */
export const amounts: PodRule = function* ({ pod, partial }) {
  const ofPod = asMap(valueAt(pod.spec, 'resources'));
  yield* ofOne(ofPod, 'the pod');
  for (const container of pod.containers) {
    yield* ofOne(valueAt(container.map, 'resources'), containerName(container));
  }
  if (ofPod && !partial) yield* abovePod(pod, ofPod);
};

function* ofOne(resources: YamlNode | undefined, who: string): Generator<RuleFinding> {
  if (!resources) return;
  const limits = asMap(valueAt(resources, 'limits'));
  const requests = asMap(valueAt(resources, 'requests'));
  for (const { key, value } of limits?.entries ?? []) yield* tinyMemory(key, value);
  for (const { key, value } of requests?.entries ?? []) {
    yield* tinyMemory(key, value);
    yield* aboveLimit(textOf(key) ?? '', value, limits, who);
  }
}

function* tinyMemory(key: YamlNode, node: YamlNode): Generator<RuleFinding> {
  const value = textOf(node) ?? '';
  // Nearly every amount is one of megabytes at least.
  if (textOf(key) !== 'memory' || /\d[MGTPE]i?$/.test(value)) return;
  const bytes = quantityOf(value);
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

function changing(node: YamlNode, newText: string): Fix[] {
  if (resolved(node) !== node) return [];
  const span = { start: node.start, end: node.end };
  return [{ title: `Change to ${newText}`, edits: [{ span, newText }] }];
}

function* aboveLimit(
  key: string,
  node: YamlNode,
  limits: YamlMap | undefined,
  who: string,
): Generator<RuleFinding> {
  const limit = textOf(entryOf(limits, key)?.value);
  const value = textOf(node);
  if (limit === undefined || value === undefined || !isAbove(value, limit)) return;
  yield {
    code: 'CL010',
    message: `${who} requests ${key} ${value}, above its limit of ${limit}: the API server refuses that. Raise the limit, or request less.`,
    at: node,
  };
}

/** What containers ask for beyond what their pod as a whole has; tried on kube-apiserver 1.36.3. */
function* abovePod(pod: PodSubject['pod'], ofPod: YamlMap): Generator<RuleFinding> {
  for (const resource of ['cpu', 'memory'] as const) {
    const limit = valueAt(ofPod, 'limits', resource);
    const limitText = textOf(limit);
    const larger = pod.containers.filter(({ map }) => {
      const own = textOf(valueAt(map, 'resources', 'limits', resource));
      return limitText !== undefined && own !== undefined && isAbove(own, limitText);
    });
    for (const container of larger) {
      const at = valueAt(container.map, 'resources', 'limits', resource);
      if (!at) continue;
      yield {
        code: 'CL010',
        message: `${containerName(container)} has a limit of ${resource} ${textOf(at) ?? ''}, above the ${limitText ?? ''} of its pod: the API server refuses that. Raise the limit of the pod, or lower this one.`,
        at,
      };
    }
    if (larger.length > 0) continue;
    const bound = valueAt(ofPod, 'requests', resource) ?? limit;
    const most = quantityOf(textOf(bound) ?? '');
    const all = requestedByContainers(pod, resource);
    if (!bound || most === undefined || all <= most) continue;
    const sum = resource === 'cpu' ? cpuText(all) : memoryText(all);
    yield {
      code: 'CL010',
      message: `The containers request ${resource} ${sum} in all, above the ${textOf(bound) ?? ''} of their pod: the API server refuses that. Raise it, or request less.`,
      at: bound,
    };
  }
}

/** Amounts with one unit, as nearly all are, are compared without reading the unit. */
function isAbove(value: string, limit: string): boolean {
  const [ownUnit, itsUnit] = [unitAt(value), unitAt(limit)];
  if (value.slice(ownUnit) === limit.slice(itsUnit)) {
    return Number(value.slice(0, ownUnit)) > Number(limit.slice(0, itsUnit));
  }
  const [own, its] = [quantityOf(value), quantityOf(limit)];
  return own !== undefined && its !== undefined && own > its;
}

/** Where the unit of an amount begins: behind its last digit. */
function unitAt(text: string): number {
  let at = text.length;
  while (at > 0 && text.charCodeAt(at - 1) > NINE) at--;
  return at;
}

const NINE = 57;
