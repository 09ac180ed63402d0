import type { NewPool } from './newPool.ts';

const MAX_NODES = 1000;
const MIN_PODS = 10;
const MAX_PODS = 250;

/**
 * Why a name cannot be that of a new Linux pool; `undefined` when it can. Source: Azure REST API,
 * Agent Pools (2025-09-01).
 */
export function poolNameProblem(name: string, existing: readonly string[]): string | undefined {
  if (name === '') return 'A node pool needs a name';
  if (!/^[a-z]/.test(name)) return 'The name begins with a lower-case letter';
  if (!/^[a-z0-9]*$/.test(name)) return 'Only lower-case letters and digits';
  if (name.length > 12) return `At most 12 characters; these are ${name.length}`;
  if (existing.includes(name)) return `There is a node pool ${name} already`;
  return undefined;
}

/** Reads `3`, or `1-5` for autoscaling from 1 to 5; a text says what is wrong. */
export function parseCount(text: string): Pick<NewPool, 'count' | 'autoscale'> | string {
  const [, first = '', last] = /^\s*(\d+)\s*(?:(?:-|–|\.\.)\s*(\d+)\s*)?$/.exec(text) ?? [];
  if (first === '') return 'A number of nodes, e.g. 3, or 1-5 to let the autoscaler decide';
  const [min, max] = [Number(first), Number(last ?? first)];
  if (max > MAX_NODES) return `At most ${MAX_NODES} nodes`;
  if (min > max) return 'The least number comes first';
  return last === undefined ? { count: min } : { count: min, autoscale: { min, max } };
}

/** How many nodes a pool has, as it is typed. */
export function countText({ count, autoscale }: Pick<NewPool, 'count' | 'autoscale'>): string {
  return autoscale ? `${autoscale.min}-${autoscale.max}` : String(count);
}

const LABEL_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const PREFIX = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
/** Azure keeps these for itself. Source: AKS, use-node-taints (2026-08). */
const RESERVED = ['kubernetes.azure.com', 'kubernetes.io'];

/** Reads `a=b, c=d`; a text says what is wrong. Source: azure-cli `acs/_validators.py`. */
export function parseLabels(text: string): Readonly<Record<string, string>> | string {
  const labels: Record<string, string> = {};
  for (const item of items(text)) {
    const [key = '', value, ...more] = item.split('=');
    if (value === undefined || more.length > 0) return `${item}: written as key=value`;
    const problem =
      keyProblem(key) ??
      (LABEL_VALUE.test(value) ? undefined : `${value} cannot be the value of a label`);
    if (problem) return problem;
    labels[key] = value;
  }
  return labels;
}

/** Reads `key=value:Effect, …`; a text says what is wrong. AKS wants a value. */
export function parseTaints(text: string): readonly string[] | string {
  for (const item of items(text)) {
    const [, key = '', value] =
      /^([^=:]+)=([^=:]+):(?:NoSchedule|PreferNoSchedule|NoExecute)$/.exec(item) ?? [];
    if (value === undefined)
      return `${item}: written as key=value:NoSchedule, with PreferNoSchedule or NoExecute as it should be`;
    const problem =
      keyProblem(key) ??
      (/^[A-Za-z0-9][\w.-]{0,62}$/.test(value)
        ? undefined
        : `${value} cannot be the value of a taint`);
    if (problem) return problem;
  }
  return items(text);
}

/** Reads how many pods a node may have; a text says what is wrong. */
export function parseMaxPods(text: string): number | string {
  const pods = Number(text);
  return Number.isInteger(pods) && pods >= MIN_PODS && pods <= MAX_PODS
    ? pods
    : `A number from ${MIN_PODS} to ${MAX_PODS}`;
}

/** Why a text is no surge, which is `1` or `33%`; `undefined` when it is one. */
export function surgeProblem(text: string): string | undefined {
  const [, number, percent] = /^([1-9]\d*)(%?)$/.exec(text.trim()) ?? [];
  if (number === undefined || (percent === '%' && Number(number) > 100)) {
    return 'A number of nodes such as 1, or a share such as 33%';
  }
  return undefined;
}

function items(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function keyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? '' : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (!LABEL_NAME.test(name)) return `${key || 'Nothing'} cannot be a key`;
  if (prefix === '' && slash === -1) return undefined;
  if (!PREFIX.test(prefix) || prefix.length > 253) return `${prefix} cannot be the prefix of a key`;
  const isReserved = RESERVED.some((own) => prefix === own || prefix.endsWith(`.${own}`));
  return isReserved ? `${prefix}/ is kept for Azure and Kubernetes` : undefined;
}
