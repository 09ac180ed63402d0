import type { CheckResult, Verdict } from '../../model/isolation/checkResult.ts';
import { lacksRequired, type RequiredSandbox, REQUIRED_NAMES } from './requiredSandbox.ts';
import { checkedAgain } from './checkedAgain.ts';
import { count, numberText } from '../../base/text/count.ts';
import type { Shard } from './shard.ts';
import {
  breaksPromise,
  contradictionsOf,
  isContradiction,
} from '../../model/isolation/contradictions.ts';

/** The results of one check, as they are shown and saved. */
export interface CheckReport {
  /** The cluster's name: the context of the kubeconfig. */
  readonly cluster: string;
  /** ISO 8601. */
  readonly checkedAt: string;
  readonly pods: readonly CheckResult[];
  /** Which pods were checked, e.g. `the namespace payments`. */
  readonly scope?: string;
  /** What could not be read and leaves something open, as sentences without their full stop. */
  readonly limits?: readonly string[];
  /** What was named and could not be checked. */
  readonly unchecked?: readonly Unchecked[];
  /** How many pods were to be checked, if the check was cancelled before all were. */
  readonly cancelledOf?: number;
  /** Which part of the pods it is about; absent for all of them. */
  readonly shard?: Shard | undefined;
  /** What every pod had to claim; absent when nothing was required. */
  readonly required?: RequiredSandbox | undefined;
}

/** An object that was to be checked, and was not. */
export interface Unchecked {
  /** With its kind, e.g. `Pod payments/worker-1`. */
  readonly object: string;
  /** As a sentence without its full stop. */
  readonly why: string;
}

export interface ReportSummary {
  readonly total: number;
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  readonly contradictions: readonly CheckResult[];
  /** The pods that ask for less than the templates of their Sandboxes promise. */
  readonly broken: readonly CheckResult[];
  /** The pods that do not claim what is required. */
  readonly lacking: readonly CheckResult[];
  readonly required: RequiredSandbox | undefined;
}

/** A reason for which kernels could not be told. */
export interface OpenReason {
  readonly pods: number;
  readonly reason: string;
}

/**
 * Why kernels could not be told, the commonest reason first. One that differs by the namespace
 * alone is the same.
 */
export function openReasons({ cluster, pods }: CheckReport): readonly OpenReason[] {
  const open = pods.filter(({ verdict }) => verdict === 'indeterminate');
  return [...Map.groupBy(open, (pod) => reasonOf(pod, cluster))]
    .map(([reason, { length }]) => ({ reason, pods: length }))
    .toSorted((a, b) => b.pods - a.pods);
}

/** Who reads it knows the cluster. */
function reasonOf({ namespace, reason }: CheckResult, cluster: string): string {
  return reason.replaceAll(` pods of ${namespace} in ${cluster}`, ' pods');
}

/** A report with pods that were checked once more, by another way. */
export function withCheckedAgain(earlier: CheckReport, again: CheckReport): CheckReport {
  return {
    ...earlier,
    checkedAt: again.checkedAt,
    pods: eachOnce([...earlier.pods, ...again.pods]),
  };
}

/** Each pod once; what was found later comes later, and counts as `checkedAgain` has it. */
export function eachOnce(results: readonly CheckResult[]): readonly CheckResult[] {
  const pods = new Map<string, CheckResult>();
  for (const result of results) {
    const key = `${result.namespace}/${result.name}/${result.uid}`;
    pods.set(key, checkedAgain(pods.get(key), result));
  }
  return [...pods.values()];
}

/** Counts verdicts and picks out the contradictions. */
export function summarize({ pods, required }: CheckReport): ReportSummary {
  const byVerdict = { gvisor: 0, vm: 0, 'host-kernel': 0, indeterminate: 0, 'not-applicable': 0 };
  for (const { verdict } of pods) byVerdict[verdict]++;
  return {
    total: pods.length,
    byVerdict,
    contradictions: contradictionsOf(pods),
    broken: pods.filter(breaksPromise),
    lacking: pods.filter((pod) => lacksRequired(pod, required)),
    required,
  };
}

/** The summary in a sentence, e.g. `12 pods: 9 gVisor, 2 VM, 1 on the node's kernel`. */
export function summaryText(summary: ReportSummary): string {
  const { byVerdict: by, contradictions, broken: less, lacking, required, total } = summary;
  const parts = [
    [by.gvisor, 'gVisor'],
    [by.vm, 'VM'],
    [by['host-kernel'], "on the node's kernel"],
    [by.indeterminate, 'indeterminate'],
    [by['not-applicable'], 'not applicable'],
  ] as const;
  const counted = parts
    .filter(([number]) => number > 0)
    .map(([number, name]) => `${numberText(number)} ${name}`);
  const broken = contradictions.length;
  return [
    `${count(total, 'pod')}${counted.length > 0 ? `: ${counted.join(', ')}` : ''}`,
    ...(broken > 0 ? [`${count(broken, 'contradicts its', 'contradict their')} claim`] : []),
    ...(less.length > 0
      ? [`${count(less.length, 'asks', 'ask')} for less than the template of its Sandbox promises`]
      : []),
    ...(required !== undefined && lacking.length > 0
      ? [
          `${count(lacking.length, 'does', 'do')} not claim ${REQUIRED_NAMES[required]}, which is required`,
        ]
      : []),
  ].join('. ');
}

/**
 * The order of a report: contradictions first, then what lacks the required claim or is
 * indeterminate, then by name; the pods of a Sandbox stand together.
 */
export function inReportOrder({ pods, required }: CheckReport): readonly CheckResult[] {
  const rank = (pod: CheckResult): number => {
    if (isContradiction(pod) || breaksPromise(pod)) return 0;
    if (lacksRequired(pod, required)) return 1;
    return pod.verdict === 'indeterminate' ? 2 : 3;
  };
  return pods.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.namespace, b.namespace) ||
      compare(groupOf(a), groupOf(b)) ||
      compare(a.name, b.name),
  );
}

function groupOf({ sandbox, name }: CheckResult): string {
  return sandbox?.name ?? name;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
