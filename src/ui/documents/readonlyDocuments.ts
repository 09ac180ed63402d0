import {
  commands,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import { DOCUMENT_SCHEME } from '../ids.ts';

/** How many lines of a log a document shows: the last ones. */
export const MAX_LOG_LINES = 2000;

/** How many documents are kept. A preview outlives its document, so closing says nothing. */
const MAX_DOCUMENTS = 50;

/**
 * Shows texts as read-only documents. Showing one again under the same path replaces what it says.
 */
export class ReadonlyDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #owned = new Disposables();

  constructor() {
    this.#owned.add(this.#changed);
    this.#owned.add(workspace.registerTextDocumentContentProvider(DOCUMENT_SCHEME, this));
  }

  get onDidChange() {
    return this.#changed.event;
  }

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.#texts.get(uri.toString()) ??
      'This document is no longer available: run its command again.\n'
    );
  }

  /** Shows Markdown as it is meant to be read; as its source where the editor has no preview. */
  async showMarkdown(path: readonly string[], text: string): Promise<void> {
    const uri = this.put(path, text);
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await window.showTextDocument(uri, { preview: true });
    }
  }

  /**
   * `path` is made of names as they are, the last one with the ending that chooses the language.
   */
  async show(path: readonly string[], text: string): Promise<void> {
    await window.showTextDocument(this.put(path, text), { preview: true });
  }

  /**
   * Keeps a text under a path, without showing it. What is about another thing has an address of
   * its own.
   */
  put(path: readonly string[], text: string, about = ''): Uri {
    const uri = Uri.from({
      scheme: DOCUMENT_SCHEME,
      path: `/${path.map((part) => part.replaceAll('/', '∕')).join('/')}`,
      query: about,
    });
    this.#texts.delete(uri.toString());
    this.#texts.set(uri.toString(), text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MAX_DOCUMENTS && oldest !== undefined) this.#texts.delete(oldest);
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#owned.dispose();
    this.#texts.clear();
  }
}
