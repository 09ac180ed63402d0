import { markdownText } from '../../base/text/plainText.ts';
import type { Question } from '../../base/question.ts';
import { codeBlock } from '../../base/report/codeBlock.ts';

const MAX_LINE = 2000;

/** What is sent after a yes. */
export interface SentYaml {
  /** The heading above it. */
  readonly what: string;
  readonly yaml: string;
}

/** A question as a page: what it asks, what one must know, and what is sent, as YAML. */
export function questionPage({ title, detail }: Question, yes: string, sent?: SentYaml): string {
  return [
    `# ${markdownText(title, MAX_LINE)}`,
    ...paragraphs(detail),
    `**${yes}** and **✗ Discard** are in the title bar of this editor. Nothing was sent yet.`,
    ...(sent ? [`## ${markdownText(sent.what)}`, codeBlock('yaml', sent.yaml)] : []),
    '',
  ].join('\n\n');
}

/** Each line stays one: a list of names reads as one. */
function paragraphs(detail: string): readonly string[] {
  return detail
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) =>
      part
        .split('\n')
        .map((line) => markdownText(line, MAX_LINE))
        .join('  \n'),
    );
}
