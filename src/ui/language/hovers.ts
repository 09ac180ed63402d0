import {
  Hover,
  type HoverProvider,
  MarkdownString,
  type Position,
  type TextDocument,
} from 'vscode';
import { askAt } from './askAt.ts';
import { rangeOf } from './diagnostics.ts';
import type { LanguageWorker } from './worker/languageWorker.ts';
import type { Manifests } from './openManifests.ts';

/** Explains fields, and classes with what they cost and where they run. */
export class ManifestHovers implements HoverProvider {
  readonly #worker: LanguageWorker;
  readonly #manifests: Manifests;

  constructor(worker: LanguageWorker, manifests: Manifests) {
    this.#worker = worker;
    this.#manifests = manifests;
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const text = this.#manifests.versioned(document);
    const found = await askAt(this.#worker, 'hover', document, text, position);
    return found && new Hover(new MarkdownString(found.markdown), rangeOf(document, found.span));
  }
}
