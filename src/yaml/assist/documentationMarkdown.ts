import { markdownCode, markdownText } from '../../base/text/plainText.ts';

/**
 * The documentation of a field as Markdown. It comes from a cluster, where anybody may have written
 * it: its paragraphs, lists and `code` are kept, links go to kubernetes.io alone, all else is text.
 */
export function documentationMarkdown(text: string): string {
  return text
    .slice(0, MAX_MARKDOWN)
    .split('\n')
    .map((line) => {
      const [, item, content = ''] = /^\s*([-*]\s+)?(.*)$/.exec(line) ?? [];
      return `${item === undefined ? '' : '- '}${inline(content.trimEnd())}`;
    })
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** In characters; the longest of Kubernetes 1.36 has 4,000. */
const MAX_MARKDOWN = 8_000;

function inline(line: string): string {
  return line
    .split(SPECIAL)
    .map((piece, at) => {
      if (at % 2 === 0) return markdownText(piece, MAX_MARKDOWN);
      return piece.startsWith('`') ? markdownCode(piece.slice(1, -1)) : `<${piece}>`;
    })
    .join('');
}

/** Code, and addresses that are documentation for sure. */
const SPECIAL = /(`[^`]+`|https:\/\/kubernetes\.io\/(?:[\w/#-]|[.=?](?=\w))*)/;
