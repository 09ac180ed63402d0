import { isMap, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import { withoutMark } from '../../files/decodeFile.ts';

/**
 * The line of a kubeconfig that a person should look at, from 1: that of its first error, else that
 * of the entry of a context, else the first.
 */
export function kubeconfigLine(content: string, context: string | undefined): number {
  const lines = new LineCounter();
  const [document] = parseAllDocuments(withoutMark(content), { lineCounter: lines, merge: true });
  if (!document) return 1;
  const error = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (error) return error.linePos?.[0].line ?? 1;
  const contexts: unknown = document.get('contexts');
  if (context === undefined || !isSeq(contexts)) return 1;
  const entry = contexts.items.find((item) => isMap(item) && String(item.get('name')) === context);
  return isMap(entry) && entry.range ? lines.linePos(entry.range[0]).line : 1;
}
