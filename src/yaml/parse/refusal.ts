import type { Span } from './span.ts';
import type { YamlNode } from './yamlNode.ts';
import { refusedScalar } from './refusedScalar.ts';
import { refusedTab } from './refusedTab.ts';

/** A place of a text that kubectl does not read though it is YAML 1.2. */
export interface RefusedSpan extends Span {
  readonly message: string;
}

/**
 * What kubectl's reader (go.yaml.in/yaml, which is of YAML 1.1) refuses of a text that is YAML 1.2,
 * with the tree of it. A text that is JSON it reads as such.
 */
export function refusalOf(text: string, root: YamlNode): RefusedSpan | undefined {
  const found =
    (ODD.test(text) ? (notPrintable(text) ?? refusedTab(text, root)) : undefined) ??
    (mayHaveMarks(text) ? refusedScalar(text, root) : undefined);
  return found && isJson(text) ? undefined : found;
}

/** A tab, or what is not printable. */
const ODD = /[^\n\r -~\x85\xA0-\uFFFD]/;

/** Whether a text may have what a scalar is refused for. A search for mere texts costs nothing. */
function mayHaveMarks(text: string): boolean {
  if (text.includes('\\/') || text.includes('\\u')) return true;
  return (text.includes('[') || text.includes('{')) && MARKS.test(text);
}

const MARKS = /\?|[[{,:] *:|:[[{]/;

/** What no YAML text may hold, by the reader of go.yaml.in/yaml `readerc.go` (2026-09). */
export const NOT_PRINTABLE = /[[\p{Cc}\p{Cs}\uFFFE\uFFFF]--[\t\n\r\u0085]]/v;

function notPrintable(text: string): RefusedSpan | undefined {
  const start = text.search(NOT_PRINTABLE);
  if (start === -1) return undefined;
  const code = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
  const message = `kubectl refuses the character U+${code}, in a comment too: delete it.`;
  return { start, end: start + 1, message };
}

function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
