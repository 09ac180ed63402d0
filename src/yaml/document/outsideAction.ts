import { behindBlock, lineEnd, lineStart, quoteEnd } from '../parse/yamlText.ts';

/**
 * Whether an action of a template stands outside of quotes, comments and blocks of text, as far as
 * a text tells that need not be YAML. An action that goes on behind the quote that closes, as in
 * `"{{ include "x" . }}"`, stands outside.
 */
export function hasOutsideAction(text: string): boolean {
  const step = new RegExp(STEP, 'gm');
  for (let found = step.exec(text); found; found = step.exec(text)) {
    const { index } = found;
    const char = text.charAt(index);
    if (char === '{') return true;
    if (char === '|' || char === '>') {
      step.lastIndex = behindBlock(text, lineEnd(text, index) + 1, ownerOf(text, index));
      continue;
    }
    const end = char === '#' ? lineEnd(text, index) : (quoteEnd(text, index) ?? index + 1);
    if (isCut(text.slice(index, end))) return true;
    step.lastIndex = end;
  }
  return false;
}

/** Where a value in quotes, a comment, a block of text or an action begins. */
const STEP =
  /(?=["'])(?<=^[ \t?-]*|[:?-][ \t]+|[,[{][ \t]*)["']|(?<=^|\s)#|(?<=[:-][ \t]+)[|>](?=[+\d-]*[ \t\r]*(?:#[^\n]*)?$)|\{[{%]/;

function isCut(text: string): boolean {
  return (
    text.lastIndexOf('{{') > text.lastIndexOf('}}') ||
    text.lastIndexOf('{%') > text.lastIndexOf('%}')
  );
}

/** The column that the lines of a block of text are deeper than: of its key, else of its item. */
function ownerOf(text: string, at: number): number {
  const line = text.slice(lineStart(text, at), at);
  const lead = /^[ \t]*(?:[-?][ \t]+)*/.exec(line)?.[0] ?? '';
  return lead === line ? lead.search(/[-?][ \t]+$/) : lead.length;
}
