import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { besideTable, figuresTable, readFiguresTable } from '../../bench/figure.ts';

const figure = (what: string, value: string) => ({ what, value, target: '≤ 2', reached: true });

describe('The table of figures', () => {
  it('tells what was reached and what was missed', () => {
    const missed = { what: 'b', value: '3 s', target: '≤ 2 s', reached: false };
    assert.deepEqual(figuresTable([figure('first', '1 s'), missed]).split('\n'), [
      '| what  | figure | to reach |        |',
      '|-------|--------|----------|--------|',
      '| first | 1 s    | ≤ 2      | ok     |',
      '| b     | 3 s    | ≤ 2 s    | MISSED |',
    ]);
  });

  it('is read again as it was printed', () => {
    const printed = figuresTable([
      figure('VSIX: size', '656,778 bytes'),
      figure('time', '1 s, 9 s: 9×'),
    ]);
    assert.deepEqual(
      [...readFiguresTable(`bench…\n${printed}\n`)],
      [
        ['VSIX: size', '656,778 bytes'],
        ['time', '1 s, 9 s: 9×'],
      ],
    );
  });

  it('has the ratio of the medians beside another commit', () => {
    const rounds = (...values: string[]) => values.map((value) => new Map([['time', value]]));
    const both = besideTable(rounds('3 s', '1 s', '2.5 s'), rounds('1,000 s', '5 s', '4 s'), 'v1');
    assert.match(both, /^\| time \| 3 s; 1 s; 2.5 s \| 1,000 s; 5 s; 4 s \| 0.50×/m);
  });

  it('has no ratio for what only one of them measures', () => {
    const both = besideTable([new Map([['new', '3 s']])], [new Map()], 'v1');
    assert.match(both, /^\| new {2}\| 3 s {2}\| - {2}\| - /m);
  });
});
