import manifests from '../../../snippets/manifests.json' with { type: 'json' };
import type { Facts } from '../facts/facts.ts';
import type { SandboxIsolation } from '../../model/isolation/isolation.ts';
import { classFor } from '../facts/classFor.ts';
import type { Suggestion } from './completion.ts';

/** Where a snippet can stand: as a whole document, or among the fields of a pod spec. */
export type SnippetPlace = 'document' | 'pod';

/** One of `snippets/manifests.json`: `{{gvisor}}` and `{{kata}}` in it stand for a class. */
interface Snippet {
  readonly label: string;
  readonly place: string;
  readonly description: string;
  readonly body: readonly string[];
}

const SNIPPETS: readonly Snippet[] = manifests;

/**
 * The snippets for a place, with the classes of the cluster; none for a sandbox that it is known
 * not to have.
 */
export function snippetSuggestions(place: SnippetPlace, facts: Facts): readonly Suggestion[] {
  return SNIPPETS.filter((one) => one.place === place).flatMap((snippet): Suggestion[] => {
    const body = snippet.body.join('\n');
    const text = withClass(withClass(body, 'gvisor', facts), 'kata', facts);
    if (text === undefined) return [];
    return [
      {
        label: snippet.label,
        insertText: text,
        kind: 'block',
        detail: snippet.description,
        documentation: `\`\`\`yaml\n${snippetText(text)}\n\`\`\``,
        rank: place === 'document' ? 1 : 5,
        snippet: true,
      },
    ];
  });
}

/** What a snippet says when nothing in it is filled in. */
export function snippetText(snippet: string): string {
  return snippet.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1');
}

function withClass(
  text: string | undefined,
  sandbox: SandboxIsolation,
  facts: Facts,
): string | undefined {
  const mark = `{{${sandbox}}}`;
  if (!text?.includes(mark)) return text;
  const name = classFor(sandbox, facts);
  return name === undefined ? undefined : text.replaceAll(mark, name);
}
