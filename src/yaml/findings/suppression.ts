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
  const comments = [...text.matchAll(COMMENT)];
  const ignored = new Map<number, readonly string[]>();
  for (const comment of comments) {
    const codes = comment[2]?.split(',').map((code) => code.trim()) ?? ['*'];
    const start = lineStart(text, comment.index + (comment[1]?.length ?? 0));
    const alone = text.slice(start, comment.index + (comment[1]?.length ?? 0)).trim() === '';
    const line = alone ? nextLine(text, start) : start;
    ignored.set(line, [...(ignored.get(line) ?? []), ...codes]);
  }
  return findings.filter(({ code, span }) => {
    const codes = ignored.get(lineStart(text, span.start));
    return !codes?.some((one) => one === '*' || one === code);
  });
}

const COMMENT = /(^|[ \t])#[ \t]*aks-sandbox:[ \t]*ignore(?:\[([^\]\n]*)\]|(?![-\w]))/gm;

function nextLine(text: string, start: number): number {
  return Math.min(lineEnd(text, start) + 1, text.length);
}
