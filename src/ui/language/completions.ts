import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  MarkdownString,
  type Position,
  SnippetString,
  type TextDocument,
} from 'vscode';
import type { Completion } from '../../yaml/assist/completion.ts';
import { askAt } from './askAt.ts';
import { rangeOf } from './diagnostics.ts';
import type { LanguageWorker } from './worker/languageWorker.ts';
import type { Manifests } from './openManifests.ts';

/** What is typed before a value or an item. */
export const TRIGGERS = [' ', ':', '-'];

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  class: CompletionItemKind.Class,
  label: CompletionItemKind.Constant,
  taint: CompletionItemKind.Event,
  node: CompletionItemKind.Unit,
  namespace: CompletionItemKind.Module,
  block: CompletionItemKind.Struct,
};

/** Completes manifests: values of the cluster, then fields and values of the API. */
export class ManifestCompletions implements CompletionItemProvider {
  readonly #worker: LanguageWorker;
  readonly #manifests: Manifests;

  constructor(worker: LanguageWorker, manifests: Manifests) {
    this.#worker = worker;
    this.#manifests = manifests;
  }

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
  ): Promise<CompletionItem[]> {
    const text = this.#manifests.versionedToWrite(document);
    const found = await askAt(this.#worker, 'complete', document, text, position);
    return (found ?? []).map((completion) => itemOf(document, completion));
  }
}

function itemOf(document: TextDocument, completion: Completion): CompletionItem {
  const { label, insertText, span, kind, detail, documentation, rank } = completion;
  const item = new CompletionItem({ label, description: detail }, KINDS[kind]);
  // Always a snippet, so that its lines are indented as the line is.
  item.insertText = completion.snippet
    ? new SnippetString(insertText)
    : new SnippetString().appendText(insertText);
  item.range = rangeOf(document, span);
  item.filterText = label;
  item.sortText = `${rank}${label}`;
  if (documentation !== '') item.documentation = new MarkdownString(documentation);
  if (/[: ]$/.test(insertText)) {
    item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  }
  return item;
}
