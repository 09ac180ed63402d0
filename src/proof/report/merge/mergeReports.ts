import { UserError } from '../../../base/problem.ts';
import { type CheckReport, eachOnce, type Unchecked } from '../checkReport.ts';

/**
 * One report of several of the same cluster, each pod once: the last to be checked counts, but for
 * a canary pod beside what was read in the pod itself. A shard that is missing is named as not
 * checked. Throws a `UserError` where they do not go together.
 */
export function mergeReports(reports: readonly CheckReport[]): CheckReport {
  const inOrder = reports.toSorted((a, b) =>
    a.checkedAt < b.checkedAt ? -1 : Number(a.checkedAt > b.checkedAt),
  );
  const last = inOrder.at(-1);
  if (!last) throw apart('there is none');
  const of = <T>(read: (report: CheckReport) => T) => new Set(inOrder.map(read));
  if (of(({ cluster }) => cluster).size > 1) throw apart('they are of several clusters');
  if (of(({ required }) => required).size > 1) throw apart('they require different sandboxes');
  if (of(({ shard }) => shard?.count).size > 1) throw apart('they are cut into different shards');
  const pods = eachOnce(inOrder.flatMap((report) => report.pods));
  const cut = inOrder.filter(({ cancelledOf }) => cancelledOf !== undefined);
  const missing = cut.map(({ cancelledOf = 0, pods: done }) => cancelledOf - done.length);
  const { cluster, checkedAt, required } = last;
  const scope = [...of((report) => report.scope)].filter((one) => one !== undefined).join(', ');
  return {
    cluster,
    checkedAt,
    required,
    ...(scope === '' ? {} : { scope }),
    pods,
    limits: [...new Set(inOrder.flatMap(({ limits = [] }) => limits))],
    unchecked: [...inOrder.flatMap(({ unchecked = [] }) => unchecked), ...missingShards(inOrder)],
    ...(cut.length === 0
      ? {}
      : { cancelledOf: missing.reduce((sum, number) => sum + number, pods.length) }),
  };
}

function missingShards(reports: readonly CheckReport[]): readonly Unchecked[] {
  const count = reports[0]?.shard?.count ?? 0;
  const there = new Set(reports.map(({ shard }) => shard?.index));
  return Array.from({ length: count }, (_, at) => at + 1)
    .filter((index) => !there.has(index))
    .map((index) => ({
      object: `Shard ${index}/${count}`,
      why: `There is no report of shard ${index}/${count}`,
    }));
}

function apart(why: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `The reports cannot be merged: ${why}`,
    next: 'Merge the reports of one check.',
    retryable: false,
  });
}
