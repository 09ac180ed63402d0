import { median } from './measure.ts';

/** One figure: what it is, what it came to, and what it should reach. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly target: string;
  readonly reached: boolean;
}

/** The figures as a table of Markdown. */
export function figuresTable(figures: readonly Figure[]): string {
  return table([
    ['what', 'figure', 'to reach', ''],
    ...figures.map(({ what, value, target, reached }) => [
      what,
      value,
      target,
      reached ? 'ok' : 'MISSED',
    ]),
  ]);
}

/** What and figure of each row of such a table; a bench of an earlier commit printed the same one. */
export function readFiguresTable(text: string): ReadonlyMap<string, string> {
  const rows = text.split('\n').map((line) => /^\| (.*?)\s*\| (.*?)\s*\| .*\|$/.exec(line));
  const figures = rows.flatMap((row) => (row ? [[row[1] ?? '', row[2] ?? ''] as const] : []));
  return new Map(figures.filter(([what]) => what !== 'what'));
}

/**
 * Figures of two commits side by side, each with its rounds, and the ratio of their medians; above 1 the first has the
 * larger number. A figure's number is the first in its text. What only one of them measures has no ratio.
 */
export function besideTable(
  own: readonly ReadonlyMap<string, string>[],
  beside: readonly ReadonlyMap<string, string>[],
  commit: string,
): string {
  const names = new Set([...own, ...beside].flatMap((round) => [...round.keys()]));
  const cells = (rounds: readonly ReadonlyMap<string, string>[], what: string) =>
    rounds.map((round) => round.get(what) ?? '-').join('; ');
  return table([
    ['what', 'this', commit, 'ratio'],
    ...[...names].map((what) => {
      const ratio = medianOf(own, what) / medianOf(beside, what);
      return [
        what,
        cells(own, what),
        cells(beside, what),
        Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : '-',
      ];
    }),
  ]);
}

function medianOf(rounds: readonly ReadonlyMap<string, string>[], what: string): number {
  return median(rounds.map((round) => firstNumber(round.get(what) ?? '')));
}

function firstNumber(text: string): number {
  const [number] = /\d[\d,]*(?:\.\d+)?/.exec(text) ?? [];
  return number === undefined ? Number.NaN : Number(number.replaceAll(',', ''));
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  return lines.join('\n');
}
