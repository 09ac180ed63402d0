import type { SyntaxProblem } from '../parse/parseYaml.ts';
import { lineEnd } from '../parse/yamlText.ts';

/**
 * What kubectl does not take of the lines that separate documents, though YAML does (apimachinery
 * `pkg/util/yaml/decoder.go`, 1.36; tried). It looks for `---` at the beginning of any line, within
 * quotes too.
 */
export function separatorProblems(text: string): readonly SyntaxProblem[] {
  if (!text.includes('---') && !text.includes('...')) return [];
  const separator = /^---[ \t]*(?=[^\s#])/m.exec(text);
  if (separator) {
    return [problemAt(text, separator.index, 'kubectl takes nothing but a comment behind "---".')];
  }
  const directive = /^%(?=[^]*^---)/m.exec(text);
  if (directive && !/^[^#%\s]/m.test(text.slice(0, directive.index))) {
    const message =
      'kubectl reads what stands before "---" by itself, and a directive is no document.';
    return [problemAt(text, directive.index, message)];
  }
  return [];
}

function problemAt(text: string, start: number, message: string): SyntaxProblem {
  return { code: 'syntax', message, span: { start, end: lineEnd(text, start) } };
}
