import { numberText } from '../../../base/text/count.ts';

/** How bad it is what a row tells; absent where all is well. */
export type RowProblem = 'failed' | 'warning' | undefined;

/** Sorts rows with problems first, the worse ones before the others; the order stays else. */
export function problemsFirst<T>(
  rows: readonly T[],
  problem: (row: T) => RowProblem,
): readonly T[] {
  return rows.toSorted((a, b) => RANKS[problem(a) ?? 'none'] - RANKS[problem(b) ?? 'none']);
}

const RANKS = { failed: 0, warning: 1, none: 2 } as const;

/** What a group says first of the rows below it, e.g. `1 ✗ · 2 ⚠`. */
export function problemCounts(problems: readonly RowProblem[]): readonly string[] {
  const of = (wanted: RowProblem): number => problems.filter((one) => one === wanted).length;
  const [failed, warnings] = [of('failed'), of('warning')];
  return [
    ...(failed > 0 ? [`${numberText(failed)} ✗`] : []),
    ...(warnings > 0 ? [`${numberText(warnings)} ⚠`] : []),
  ];
}

/** The same for a screen reader, e.g. `1 failed, 2 with a warning`. */
export function spokenProblems(problems: readonly RowProblem[]): string {
  const of = (wanted: RowProblem): number => problems.filter((one) => one === wanted).length;
  const [failed, warnings] = [of('failed'), of('warning')];
  return [
    ...(failed > 0 ? [`${numberText(failed)} failed`] : []),
    ...(warnings > 0 ? [`${numberText(warnings)} with a warning`] : []),
  ].join(', ');
}
