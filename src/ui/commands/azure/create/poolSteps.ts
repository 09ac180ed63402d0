import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import { countText, parseCount, poolNameProblem } from '../../../../azure/pools/poolInput.ts';
import type { Quota } from '../../../../azure/pools/quota.ts';
import type { VmSize } from '../../../../azure/pools/vmSize.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { problemOf } from '../../../../base/problem.ts';
import {
  NESTING_GROUPS,
  POOL_OPTIONS,
  type PoolDraft,
  type PoolOption,
  type SizeItem,
  sizeItem,
  withOption,
} from './poolDraft.ts';
import { type Answer, askItem, askText, BACK, type Step, type StepPlace } from './steps.ts';

/** What is offered while a pool is chosen. */
export interface PoolOffer {
  readonly existing: readonly string[];
  readonly clusterVersion: string;
  /** Read while the first steps are asked. Rejects when Azure does not tell them. */
  readonly sizes: Promise<readonly VmSize[]>;
  /** `undefined` where Azure does not tell. */
  readonly quotas: Promise<readonly Quota[] | undefined>;
}

/** The steps in which a pool is chosen. */
export function poolSteps(
  sandbox: PoolDraft['sandbox'],
  offer: PoolOffer,
): readonly Step<PoolDraft>[] {
  return [
    askName(offer),
    ...(sandbox === 'gvisor' ? [askOs] : []),
    askSize(offer, sandbox),
    askCount,
    askMore(offer),
  ];
}

function askName({ existing }: PoolOffer): Step<PoolDraft> {
  return async (draft, place) => {
    const name = await askText(place, {
      value: draft.name,
      prompt: 'The name of the node pool; it cannot be changed later',
      problem: (text) => poolNameProblem(text, existing),
    });
    return typeof name === 'string' ? { ...draft, name } : name;
  };
}

interface OsItem extends QuickPickItem {
  readonly osSku: PoolDraft['osSku'];
}

const OS_ITEMS: readonly OsItem[] = [
  { label: 'Ubuntu', osSku: 'Ubuntu' },
  { label: 'Azure Linux', osSku: 'AzureLinux' },
];

const askOs: Step<PoolDraft> = async (draft, place) => {
  const item = await askItem<OsItem>(place, {
    placeholder: 'The operating system of its nodes',
    items: Promise.resolve(OS_ITEMS),
    isItem: (one) => 'osSku' in one,
    isActive: ({ osSku }) => osSku === draft.osSku,
  });
  return item === undefined || item === BACK ? item : { ...draft, osSku: item.osSku };
};

function askSize({ sizes, quotas }: PoolOffer, sandbox: PoolDraft['sandbox']): Step<PoolDraft> {
  return async (draft, place) => {
    const known = await sizes.catch((error: unknown) => problemOf(error).what);
    if (typeof known === 'string') return askSizeByName(draft, place, known);
    const item = await askItem<SizeItem>(place, {
      placeholder: 'The size of its nodes; it cannot be changed later',
      items: quotas.then((left) => sizeItems(known, left, sandbox)),
      isItem: (one) => 'size' in one,
      isActive: ({ size }) => size.name === draft.vmSize,
    });
    if (item === undefined || item === BACK) return item;
    // Zones are those of a size.
    const { zones: _zones, ...others } = draft;
    return { ...others, vmSize: item.size.name, size: item.size };
  };
}

/** Who may not list sizes can name one: Azure decides. */
async function askSizeByName(
  draft: PoolDraft,
  place: StepPlace,
  why: string,
): Promise<Answer<PoolDraft>> {
  const vmSize = await askText(place, {
    value: draft.vmSize,
    prompt: `${why}. Name the size of its nodes, e.g. Standard_D4s_v5`,
    problem: (text) => (/^[A-Za-z]\w+$/.test(text) ? undefined : 'Written as Standard_D4s_v5'),
  });
  return typeof vmSize === 'string' ? { ...draft, vmSize } : vmSize;
}

/** gVisor needs no virtual machine within another: there sizes are one list. */
function sizeItems(
  sizes: readonly VmSize[],
  quotas: readonly Quota[] | undefined,
  sandbox: PoolDraft['sandbox'],
): readonly (SizeItem | QuickPickItem)[] {
  if (sandbox === 'gvisor') {
    return sizes.toSorted((a, b) => a.cpus - b.cpus).map((size) => sizeItem(size, quotas));
  }
  const groups = [...Map.groupBy(sizes, ({ nesting }) => nesting)];
  return groups.flatMap(([nesting, all]) => [
    { label: NESTING_GROUPS[nesting], kind: QuickPickItemKind.Separator },
    ...all.map((size) => sizeItem(size, quotas)),
  ]);
}

const askCount: Step<PoolDraft> = async (draft, place) => {
  const text = await askText(place, {
    value: countText(draft),
    prompt: 'How many nodes: a number, or e.g. 1-5 to let the autoscaler decide',
    problem: (typed) => {
      const read = parseCount(typed);
      return typeof read === 'string' ? read : undefined;
    },
  });
  if (text === undefined || text === BACK) return text;
  const read = parseCount(text);
  if (typeof read === 'string') return BACK;
  const { autoscale: _before, ...others } = draft;
  return { ...others, ...read };
};

interface MoreItem extends QuickPickItem {
  /** Absent for what ends the choosing. */
  readonly option: PoolOption | undefined;
}

function askMore({ clusterVersion }: PoolOffer): Step<PoolDraft> {
  return async (first, place) => {
    for (let draft = first; ;) {
      const item = await askItem<MoreItem>(place, {
        placeholder: 'Look at what is sent, or choose more',
        items: Promise.resolve(moreItems(draft)),
        isItem: (one) => 'option' in one,
      });
      if (item === undefined || item === BACK) return item;
      if (!item.option) return draft;
      const changed = await askOption(place, draft, item.option, clusterVersion);
      if (changed === undefined) return undefined;
      draft = changed;
    }
  };
}

function moreItems(draft: PoolDraft): readonly (MoreItem | QuickPickItem)[] {
  return [
    {
      label: '$(preview) Review…',
      description: 'price, what speaks against it, and what is sent; nothing is sent yet',
      option: undefined,
    },
    { label: 'Optional', kind: QuickPickItemKind.Separator },
    ...POOL_OPTIONS.map((option) => ({
      label: `${option.label}…`,
      description: plainText(option.text(draft)) || option.otherwise,
      option,
    })),
  ];
}

async function askOption(
  place: StepPlace,
  draft: PoolDraft,
  option: PoolOption,
  clusterVersion: string,
): Promise<PoolDraft | undefined> {
  const text = await askText(place, {
    value: option.text(draft),
    prompt: `${option.prompt}; empty: ${option.otherwise}`,
    problem: (typed) => (typed === '' ? undefined : option.problem(typed, draft, clusterVersion)),
  });
  if (text === BACK) return draft;
  return text === undefined ? undefined : withOption(draft, option, text);
}
