import type { Fix, TextEdit } from '../../../src/yaml/findings/finding.ts';

/** The text after all edits of a fix. */
export function applyFix(text: string, { edits }: Pick<Fix, 'edits'>): string {
  return applyEdits(text, edits);
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((t, { span, newText }) => t.slice(0, span.start) + newText + t.slice(span.end), text);
}
