import type { Finding } from './finding.ts';
import { lineEnd, lineStart } from '../parse/yamlText.ts';

/**
 * Whether a file asks not to be checked: `# aks-sandbox: ignore-file`, or the comment of the
 * Kubernetes extension.
 */
export function ignoresFile(text: string): boolean {
  if (!/(?:aks-sandbox|vscode-kubernetes-tools):/.test(text)) return false;
  return (
    /^[ \t]*#[ \t]*aks-sandbox:[ \t]*ignore-file\b/m.test(text) ||
    /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*#[ \t]*vscode-kubernetes-tools:[ \t]*exclude\b/.test(text)
  );
}

/** Whether a comment may leave a finding out: a text that cannot be read has no line for one. */
export function mayBeIgnored({ family }: Finding): boolean {
  return family !== 'syntax' && family !== 'limit';
}

/**
 * Leaves out findings that a comment on their line, or on the line above, asks to ignore:
 * `# aks-sandbox: ignore[GV005, KT008]`, or `# aks-sandbox: ignore` for all.
 */
export function withoutSuppressed(text: string, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0 || !text.includes('aks-sandbox:')) return findings;
  const ignored = new Map<number, Set<string>>();
  let start = 0;
  let seen = -1;
  for (const comment of text.matchAll(COMMENT)) {
    const at = comment.index + (comment[1]?.length ?? 0);
    for (let end = text.indexOf('\n', start); end >= 0 && end < at;) {
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    // Only the first of a line can stand alone; what follows it is of the same line.
    const isAlone = start !== seen && text.slice(start, at).trim() === '';
    seen = start;
    const line = isAlone ? nextLine(text, start) : start;
    const codes = ignored.get(line) ?? new Set();
    ignored.set(line, codes);
    for (const code of comment[2]?.split(',') ?? ['*']) codes.add(code.trim());
  }
  return findings.filter(({ code, span }) => {
    const codes = ignored.get(lineStart(text, span.start));
    return !(codes?.has('*') || codes?.has(code));
  });
}

const COMMENT = /(^|[ \t])#[ \t]*aks-sandbox:[ \t]*ignore(?:\[([^\]\n]*)\]|(?![-\w]))/gm;

function nextLine(text: string, start: number): number {
  return Math.min(lineEnd(text, start) + 1, text.length);
}
