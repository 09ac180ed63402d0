import type { TextEdit } from '../../../src/yaml/findings/finding.ts';

/** The text with all edits made at once, as an editor makes them; those that overlap an earlier one are left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let made = '';
  let at = 0;
  for (const { span, newText } of ordered) {
    if (span.start < at) continue;
    made += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return made + text.slice(at);
}
