import type { FindingCode } from '../catalogue/findingCatalogue.ts';
import type { FindingFamily, Severity } from '../catalogue/findingInfo.ts';
import { shift, type Span } from '../parse/span.ts';

/** Replaces a stretch of text; an empty stretch inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A way to mend a finding: all edits at once, none overlapping another. */
export interface Fix {
  /** What it does, in the imperative: "Quote this value". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The one that a person would choose nearly always; "fix all" applies only such ones. */
  readonly preferred?: true;
  /** Instead of edits: asks for a RuntimeClass of that name to be created. */
  readonly createRuntimeClass?: string;
}

/** A problem in a text. */
export interface Finding {
  readonly code: FindingCode;
  /** That of the code: who shows findings need not know the catalogue. */
  readonly family: FindingFamily;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

/** The same finding, `by` characters further on. */
export function shiftFinding(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  return {
    ...finding,
    span: shift(finding.span, by),
    fixes: finding.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map(({ span, newText }) => ({ span: shift(span, by), newText })),
    })),
  };
}
