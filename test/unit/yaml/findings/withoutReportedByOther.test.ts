import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FindingCode } from '../../../../src/yaml/catalogue/findingCatalogue.ts';
import type { Finding } from '../../../../src/yaml/findings/finding.ts';
import { findingOf } from '../../../../src/yaml/findings/findingOf.ts';
import { LineIndex } from '../../../../src/yaml/parse/lineIndex.ts';
import {
  type LineSpan,
  type SchemaDiagnostics,
  withoutReportedByOther,
} from '../../../../src/yaml/findings/withoutReportedByOther.ts';

const TEXT = Array.from({ length: 10 }, (_, line) => `line${line}: x\n`).join('');
const LINE = 'line0: x\n'.length;

/** A finding on lines of the text, both included. */
function on(code: FindingCode, first: number, last = first): Finding {
  const span = { start: first * LINE, end: last * LINE + LINE - 1 };
  return findingOf(code, span, code);
}

interface Case {
  readonly what: string;
  readonly mode?: SchemaDiagnostics;
  readonly alone?: boolean;
  readonly others?: readonly LineSpan[];
  readonly findings: readonly Finding[];
  readonly kept: readonly string[];
}

const ALL = [on('syntax', 0), on('duplicate-key', 1), on('unknown-field', 2), on('GV001', 3)];

const CASES: readonly Case[] = [
  {
    what: 'all stay where no other extension is',
    alone: true,
    others: [{ first: 0, last: 9 }],
    findings: ALL,
    kept: ['syntax', 'duplicate-key', 'unknown-field', 'GV001'],
  },
  {
    what: 'all stay while the other one reports nothing: it may be told not to',
    findings: ALL,
    kept: ['syntax', 'duplicate-key', 'unknown-field', 'GV001'],
  },
  {
    what: 'syntax is left to the other one, wherever it has marked it',
    others: [{ first: 8, last: 8 }],
    findings: ALL,
    kept: ['duplicate-key', 'unknown-field', 'GV001'],
  },
  {
    what: 'structure goes where the other one has marked the line',
    others: [{ first: 1, last: 2 }],
    findings: ALL,
    kept: ['GV001'],
  },
  {
    what: 'structure stays beside a line that the other one has marked',
    others: [
      { first: 1, last: 1 },
      { first: 3, last: 3 },
    ],
    findings: ALL,
    kept: ['unknown-field', 'GV001'],
  },
  {
    what: 'structure goes where it only overlaps with a mark',
    others: [{ first: 4, last: 6 }],
    findings: [on('wrong-type', 2, 4), on('missing-field', 6, 8), on('bad-format', 5)],
    kept: [],
  },
  {
    what: 'a rule stays on a line that the other one has marked',
    others: [{ first: 3, last: 3 }],
    findings: [on('GV001', 3), on('CL008', 3), on('not-in-enum', 3)],
    kept: ['GV001', 'CL008'],
  },
  {
    what: 'that a text is not checked is for us to say',
    others: [{ first: 0, last: 0 }],
    findings: [on('too-large', 0), on('too-deep', 0)],
    kept: ['too-large', 'too-deep'],
  },
  {
    what: 'always: all stay',
    mode: 'always',
    others: [{ first: 0, last: 9 }],
    findings: ALL,
    kept: ['syntax', 'duplicate-key', 'unknown-field', 'GV001'],
  },
  {
    what: 'never: structure goes, with another extension or without',
    mode: 'never',
    alone: true,
    findings: [...ALL, on('too-large', 4)],
    kept: ['GV001', 'too-large'],
  },
];

describe('Beside another YAML extension', () => {
  const lines = new LineIndex(TEXT);
  const lineOf = (offset: number): number => lines.positionOf(offset).line;
  for (const { what, mode = 'auto', alone = false, others = [], findings, kept } of CASES) {
    it(what, () => {
      const left = withoutReportedByOther(findings, lineOf, others, mode, !alone);
      deepEqual(
        left.map(({ code }) => code),
        kept,
      );
    });
  }
});
