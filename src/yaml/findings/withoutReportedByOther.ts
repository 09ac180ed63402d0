import type { Finding } from './finding.ts';

/** Whether findings of structure are shown beside another extension that checks schemas. */
export type SchemaDiagnostics = 'auto' | 'always' | 'never';

/** Lines, from 0, that another extension has marked. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * Leaves out what another extension reports already: with `auto` and the other one there, syntax
 * once it has marked any line (it can be told not to), structure on the lines that it has marked.
 * `never` leaves out both. What no other extension has always stays.
 */
export function withoutReportedByOther(
  findings: readonly Finding[],
  lineOf: (offset: number) => number,
  others: readonly LineSpan[],
  mode: SchemaDiagnostics,
  otherIsActive: boolean,
): readonly Finding[] {
  if (mode === 'always' || (mode === 'auto' && !otherIsActive)) return findings;
  return findings.filter(({ family, span }) => {
    if (family !== 'syntax' && family !== 'structure') return true;
    if (mode === 'never' || (family === 'syntax' && others.length > 0)) return false;
    const first = lineOf(span.start);
    const last = lineOf(span.end);
    return !others.some((other) => other.first <= last && first <= other.last);
  });
}
