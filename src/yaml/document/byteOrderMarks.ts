import type { SyntaxProblem } from '../parse/parseYaml.ts';

const MARK = '\uFEFF';

/**
 * A document with the byte-order marks as line breaks that stand in front of it and behind it, as
 * files that were put together have them: as long as before, no column moved. kubectl leaves out
 * those in front of its first line with content (go.yaml.in/yaml `scannerc.go`; tried).
 */
export function withoutMarks(text: string): string {
  if (!text.includes(MARK)) return text;
  return text
    .replace(IN_FRONT, (front) => front.replaceAll(/^\uFEFF+/gm, breaks))
    .replaceAll(IN_FRONT_OF_SEPARATOR, breaks);
}

/** A mark in front of a `---` that ends a document: kubectl sees no separator there. */
export function markProblems(text: string): readonly SyntaxProblem[] {
  if (!text.includes(MARK)) return [];
  const [found] = text.matchAll(IN_FRONT_OF_SEPARATOR);
  if (!found || /^(?:---[^\n]*)?$/.test(text.slice(0, found.index))) return [];
  const message =
    'A byte-order mark stands here: kubectl sees no "---" behind it and refuses the file. Delete it.';
  const start = found.index + 1;
  return [{ code: 'syntax', message, span: { start, end: found.index + found[0].length } }];
}

const IN_FRONT = /^(?:(?:---[^\n]*|\uFEFF*[ \t]*(?:#[^\n]*)?)\r?\n)*\uFEFF+/;
const IN_FRONT_OF_SEPARATOR = /\n\uFEFF+(?=---|$)/g;

function breaks(text: string): string {
  return '\n'.repeat(text.length);
}
