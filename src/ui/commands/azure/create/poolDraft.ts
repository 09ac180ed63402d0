import { plainText } from '../../../../base/text/plainText.ts';
import type { NewPool } from '../../../../azure/pools/newPool.ts';
import {
  parseLabels,
  parseMaxPods,
  parseTaints,
  poolNameProblem,
  surgeProblem,
} from '../../../../azure/pools/poolInput.ts';
import { type Quota, quotaNeeds } from '../../../../azure/pools/quota.ts';
import type { Nesting } from '../../../../azure/pools/vmSeries.ts';
import type { VmSize } from '../../../../azure/pools/vmSize.ts';

/** A pool while a person chooses it, with what is known of its size. */
export interface PoolDraft extends NewPool {
  readonly size?: VmSize;
}

/** A name that no pool has: `kata1`, `kata2`, … */
export function freeName(sandbox: NewPool['sandbox'], existing: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = `${sandbox}${number}`;
    if (!existing.includes(name)) return poolNameProblem(name, existing) ? '' : name;
  }
}

export const NESTING_GROUPS: Readonly<Record<Nesting, string>> = {
  known: 'Known to nest virtual machines',
  unknown: 'Not known: Azure decides',
  'known-not': 'Known not to nest: Azure will most likely refuse',
};

/** How a size is offered. */
export interface SizeItem {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  readonly size: VmSize;
}

export function sizeItem(size: VmSize, quotas: readonly Quota[] | undefined): SizeItem {
  const needs = quotas ? quotaNeeds(size, 1, '0', quotas) : [];
  const left = Math.min(...needs.map((need) => need.left));
  const quota =
    needs.length === 0
      ? 'quota unknown'
      : left < size.cpus
        ? '$(warning) quota used up'
        : `${left} vCPUs left`;
  return {
    label: plainText(size.name),
    description: `${size.cpus} vCPU · ${size.memoryGiB} GiB · ${quota}`,
    size,
  };
}

/** The name of something that Azure would choose by itself. */
export type OptionName = 'version' | 'zones' | 'labels' | 'taints' | 'maxPods' | 'surge';

/** One thing that can be chosen further: as text, which is empty for what Azure does by itself. */
export interface PoolOption {
  readonly name: OptionName;
  readonly label: string;
  readonly prompt: string;
  readonly otherwise: string;
  readonly text: (draft: PoolDraft) => string;
  readonly problem: (text: string, draft: PoolDraft, clusterVersion: string) => string | undefined;
  readonly change: (text: string) => Partial<NewPool>;
}

export const POOL_OPTIONS: readonly PoolOption[] = [
  {
    name: 'version',
    label: 'Kubernetes version',
    prompt: 'A version that is not newer than that of the cluster, e.g. 1.35.2',
    otherwise: "the cluster's",
    text: ({ version = '' }) => version,
    problem: (text, _, clusterVersion) => versionProblem(text, clusterVersion),
    change: (version) => ({ version }),
  },
  {
    name: 'zones',
    label: 'Availability zones',
    prompt: 'Zones in which nodes are made, e.g. 1, 2, 3',
    otherwise: 'none: Azure places the nodes anywhere in the region',
    text: ({ zones = [] }) => zones.join(', '),
    problem: (text, { size }) => zonesProblem(text, size?.zones),
    change: (text) => ({ zones: listed(text) }),
  },
  {
    name: 'labels',
    label: 'Labels',
    prompt: 'Labels of its nodes, e.g. team=data, tier=untrusted',
    otherwise: 'none',
    text: ({ labels = {} }) =>
      Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(', '),
    problem: (text) => wrong(parseLabels(text)),
    change: (text) => {
      const labels = parseLabels(text);
      return typeof labels === 'string' ? {} : { labels };
    },
  },
  {
    name: 'taints',
    label: 'Taints',
    prompt: 'Taints that keep other pods away, e.g. sandbox=kata:NoSchedule',
    otherwise: 'none: ordinary pods run there, too',
    text: ({ taints = [] }) => taints.join(', '),
    problem: (text) => wrong(parseTaints(text)),
    change: (text) => {
      const taints = parseTaints(text);
      return typeof taints === 'string' ? {} : { taints };
    },
  },
  {
    name: 'maxPods',
    label: 'Pods a node',
    prompt: 'How many pods a node may have; it cannot be changed later',
    otherwise: "Azure's default",
    text: ({ maxPods }) => maxPods?.toString() ?? '',
    problem: (text) => wrong(parseMaxPods(text)),
    change: (text) => ({ maxPods: Number(text) }),
  },
  {
    name: 'surge',
    label: 'Surge of upgrades',
    prompt: 'How many nodes an upgrade adds for its time, e.g. 1 or 33%',
    otherwise: "Azure's default",
    text: ({ surge = '' }) => surge,
    problem: surgeProblem,
    change: (surge) => ({ surge }),
  },
];

/** A draft with something else chosen; an empty text leaves it to Azure. */
export function withOption(draft: PoolDraft, option: PoolOption, text: string): PoolDraft {
  const { [option.name]: _before, ...others } = draft;
  return text === '' ? others : { ...others, ...option.change(text) };
}

/** Kubernetes, version skew: nodes are never newer than the control plane (2026-08). */
function versionProblem(text: string, clusterVersion: string): string | undefined {
  const [, minor] = /^1\.(\d+)(?:\.\d+)?$/.exec(text) ?? [];
  if (minor === undefined) return 'Written as 1.35 or 1.35.2';
  const most = Number(/^1\.(\d+)/.exec(clusterVersion)?.[1] ?? Infinity);
  return Number(minor) > most
    ? `The cluster has ${clusterVersion}: its nodes cannot be newer`
    : undefined;
}

function zonesProblem(text: string, offered: readonly string[] | undefined): string | undefined {
  const zones = listed(text);
  const none = zones.find((zone) => (offered ? !offered.includes(zone) : !/^[1-9]$/.test(zone)));
  if (none === undefined) return undefined;
  return offered && offered.length > 0
    ? `The size can be had in the zones ${offered.join(', ')}`
    : 'No zone is known for this size';
}

function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

function wrong(read: unknown): string | undefined {
  return typeof read === 'string' ? read : undefined;
}
