import { numberText } from '../../../base/text/count.ts';

/** How bad it is what a row tells; absent where all is well. */
export type RowProblem = 'failed' | 'warning' | undefined;

/** Rows with problems first, the worse ones before the others; the order stays else. */
export function problemsFirst<T>(
  rows: readonly T[],
  problem: (row: T) => RowProblem,
): readonly T[] {
  const by = Map.groupBy(rows, problem);
  return (['failed', 'warning', undefined] as const).flatMap((one) => by.get(one) ?? []);
}

/** What stands before what a narrow side bar cuts off: `1 ✗`, `2 ⚠`. */
export function problemSigns(failed: number, warnings: number): readonly string[] {
  return [
    ...(failed > 0 ? [`${numberText(failed)} ✗`] : []),
    ...(warnings > 0 ? [`${numberText(warnings)} ⚠`] : []),
  ];
}

/** The problems of rows in signs, and for a screen reader: `1 failed, 2 with a warning`. */
export function problemCounts(problems: readonly RowProblem[]): {
  readonly signs: readonly string[];
  readonly spoken: string;
} {
  const of = (wanted: RowProblem): number => problems.filter((one) => one === wanted).length;
  const [failed, warnings] = [of('failed'), of('warning')];
  const spoken = [
    ...(failed > 0 ? [`${numberText(failed)} failed`] : []),
    ...(warnings > 0 ? [`${numberText(warnings)} with a warning`] : []),
  ];
  return { signs: problemSigns(failed, warnings), spoken: spoken.join(', ') };
}
