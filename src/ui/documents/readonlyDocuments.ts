import {
  commands,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import { CONTEXT_KEYS, DOCUMENT_SCHEME } from '../ids.ts';
import { closeDocuments } from './documentTabs.ts';
import { openMarkdown } from './openMarkdown.ts';
import type { SavedForms } from './savedForms.ts';

/** How many lines of a log a document shows: the last ones. */
export const MAX_LOG_LINES = 2000;

/** How many documents are kept. A preview outlives its document, so closing says nothing. */
const MAX_DOCUMENTS = 50;

/** Makes the text at a path below a folder; `undefined` where there is none. */
type MakeLinked = (path: readonly string[]) => Promise<string | undefined>;

/**
 * Shows texts as read-only documents. Showing one again under the same path replaces what it says.
 */
export class ReadonlyDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #saved = new Map<string, SavedForms>();
  readonly #linked = new Map<string, MakeLinked>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #owned = new Disposables();

  constructor() {
    this.#owned.add(this.#changed);
    this.#owned.add(workspace.registerTextDocumentContentProvider(DOCUMENT_SCHEME, this));
  }

  get onDidChange() {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const text = this.#texts.get(uri.toString());
    if (text !== undefined) return text;
    const folder = [...this.#linked.keys()].find((path) => uri.path.startsWith(path));
    const made = folder && this.#linked.get(folder)?.(uri.path.slice(folder.length).split('/'));
    return (await made) ?? 'This document is no longer available: run its command again.\n';
  }

  /**
   * What links of a document lead to: `make` gets the path below the folder, once a person follows
   * one.
   */
  putLinked(folder: readonly string[], make: MakeLinked): void {
    this.#linked.set(`${pathOf(folder)}/`, make);
  }

  /**
   * Shows Markdown that can be saved by the button in its title bar, in the place of what was shown
   * under its path before; `about` tells the one from the other.
   */
  async showSavable(
    path: readonly string[],
    text: string,
    about: string,
    forms: SavedForms,
  ): Promise<void> {
    const uri = this.put(path, text, about);
    this.#saved.set(uri.toString(), forms);
    await commands.executeCommand('setContext', CONTEXT_KEYS.savable, [...this.#saved.keys()]);
    await closeDocuments(({ path: at, query }) => at === uri.path && query !== uri.query);
    await openMarkdown(uri);
  }

  /** What a document is saved as; `undefined` for one that is not. */
  savedForms(uri: Uri): SavedForms | undefined {
    return this.#saved.get(uri.toString());
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
      path: pathOf(path),
      query: about,
    });
    this.#texts.delete(uri.toString());
    this.#texts.set(uri.toString(), text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MAX_DOCUMENTS && oldest !== undefined) {
      this.#texts.delete(oldest);
      this.#saved.delete(oldest);
    }
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#owned.dispose();
    this.#texts.clear();
    this.#saved.clear();
    this.#linked.clear();
  }
}

/** The path of a document that `put` keeps under these names. */
export function pathOf(names: readonly string[]): string {
  return `/${names.map((part) => part.replaceAll('/', '∕')).join('/')}`;
}
