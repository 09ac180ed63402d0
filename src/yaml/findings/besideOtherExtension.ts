import type { Finding } from './finding.ts';

/** Whether findings of structure are shown beside another extension that checks schemas. */
export type SchemaDiagnostics = 'auto' | 'always' | 'never';

/** Lines, from 0, that another extension has marked. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** What every YAML extension reports by itself, if it reports anything: it can be told not to. */
const SYNTAX: ReadonlySet<string> = new Set(['syntax', 'duplicate-key']);

/** What no other extension has: findings of the rules, and that a document is not checked. All else is structure. */
const OWN = /^(?:[A-Z]{2}\d{3}|too-large|too-deep)$/;

/**
 * Leaves out what another extension reports already: with `auto` and the other one there, syntax and duplicate
 * keys once it has marked any line, structure on the lines that it has marked. `never` leaves out all structure.
 */
export function stepAside(
  findings: readonly Finding[],
  lineOf: (offset: number) => number,
  others: readonly LineSpan[],
  mode: SchemaDiagnostics,
  otherIsActive: boolean,
): readonly Finding[] {
  if (mode === 'always' || (mode === 'auto' && !otherIsActive)) return findings;
  return findings.filter(({ code, span }) => {
    if (OWN.test(code)) return true;
    if (mode === 'never' || (SYNTAX.has(code) && others.length > 0)) return false;
    const first = lineOf(span.start);
    const last = lineOf(span.end);
    return !others.some((other) => other.first <= last && first <= other.last);
  });
}
