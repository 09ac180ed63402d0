import type { SyntaxProblem } from '../parse/parseYaml.ts';
import { lineEnd } from '../parse/yamlText.ts';

/**
 * What kubectl does not take of the lines that separate documents, though YAML does (apimachinery
 * `pkg/util/yaml/decoder.go`, 1.36; tried). It looks for `---` at the beginning of any line, within
 * quotes too.
 */
export function separatorProblems(text: string): readonly SyntaxProblem[] {
  for (const at of separatorsOf(text)) {
    if (!/^---[ \t]*[^\s#]/.test(text.slice(at, at + MAX_GAP))) continue;
    return [problemAt(text, at, 'kubectl takes nothing but a comment behind "---".')];
  }
  if (!text.startsWith('%') && !text.includes('\n%')) return [];
  const directive = /^%(?=[^]*^---)/m.exec(text);
  if (directive && !/^[^#%\s]/m.test(text.slice(0, directive.index))) {
    const message =
      'kubectl reads what stands before "---" by itself, and a directive is no document.';
    return [problemAt(text, directive.index, message)];
  }
  return [];
}

/** Where lines begin with `---`; a search for texts is many times as fast as one for a pattern. */
function* separatorsOf(text: string): Generator<number> {
  if (text.startsWith('---')) yield 0;
  for (let at = text.indexOf('\n---'); at !== -1; at = text.indexOf('\n---', at + 1)) yield at + 1;
}

/** In characters: what stands further behind a separator is not looked for. */
const MAX_GAP = 200;

function problemAt(text: string, start: number, message: string): SyntaxProblem {
  return { code: 'syntax', message, span: { start, end: lineEnd(text, start) } };
}
