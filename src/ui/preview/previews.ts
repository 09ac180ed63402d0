import { commands, type Uri, window } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import type { Question } from '../../base/question.ts';
import { COMMAND_TITLES } from '../commandTitles.ts';
import { addressOf, closeDocuments, tabs, uriOf } from '../documents/documentTabs.ts';
import { openMarkdown } from '../documents/openMarkdown.ts';
import { pathOf, type ReadonlyDocuments } from '../documents/readonlyDocuments.ts';
import { PREVIEW_COMMANDS, PREVIEW_KEYS } from '../ids.ts';
import { PendingPreviews, type PreviewAction } from './pendingPreviews.ts';
import { questionPage, type SentYaml } from './questionPage.ts';

/** A question that is asked by a document. */
interface Asked {
  /**
   * What it is about, e.g. the id of a cluster and the name of a pool: one question for each at a
   * time.
   */
  readonly target: string;
  /** The name of its tab. */
  readonly title: string;
  /** Which button says yes; the other one discards. */
  readonly action: PreviewAction;
}

/** What is about to be sent, to be read before a person says yes. */
export interface Preview extends Asked {
  /**
   * The whole page; `codeBlock` and `markdownTable` keep what others said in its
   * place.
   */
  readonly markdown: string;
}

/** A question, and what is sent after a yes. */
export interface QuestionPreview extends Omit<Asked, 'title'> {
  readonly question: Question;
  /** The name of its tab; what is asked if absent. */
  readonly title?: string;
  readonly sent?: SentYaml;
}

/** What something becomes beside what it is, to be read before a person says yes. */
export interface DiffPreview extends Asked {
  readonly before: Uri;
  /** The name of what it becomes, with the ending that chooses the language. */
  readonly name: string;
  readonly after: string;
}

/**
 * Asks by a document that can be read, scrolled and left while the question stands. Its buttons are
 * in the title bar of its editor; closing it is a no.
 *
 * To ask: `if (!(await context.previews.ask({ target, title, markdown, action }))) return;`. For a
 * button with another word add the action to `PREVIEW_KEYS` and `PREVIEW_COMMANDS`, and its command
 * to `COMMANDS` and, with `resource in …`, to `editor/title` of package.json.
 */
export class Previews implements Disposable {
  readonly #documents: ReadonlyDocuments;
  readonly #pending = new PendingPreviews();
  readonly #owned = new Disposables();

  constructor(documents: ReadonlyDocuments) {
    this.#documents = documents;
    this.#owned.add(
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.#discardClosed();
      }),
    );
  }

  /**
   * Resolves to true when the person says yes. A question about the same target takes the place of
   * the one before.
   */
  ask({ markdown, ...asked }: Preview): Promise<boolean> {
    return this.#ask(asked, `${asked.title}.md`, markdown, openMarkdown);
  }

  /** Asks as `ask` does, by a page of a question. */
  askQuestion({ question, sent, ...asked }: QuestionPreview): Promise<boolean> {
    const yes = COMMAND_TITLES[PREVIEW_COMMANDS[asked.action]];
    const markdown = questionPage(question, yes, sent);
    return this.ask({ title: question.title, ...asked, markdown });
  }

  /** Asks as `ask` does, by a diff. */
  askByDiff({ before, name, after, ...asked }: DiffPreview): Promise<boolean> {
    return this.#ask(asked, name, after, async (uri) => {
      const options = { preview: false };
      await commands.executeCommand('vscode.diff', before, uri, asked.title, options);
    });
  }

  /** Answers the question of a document; `undefined` for the one that is looked at. */
  async answer(uri: Uri | undefined, yes: PreviewAction | undefined): Promise<void> {
    const address = (uri ?? activeUri())?.toString();
    if (address !== undefined) await this.#answer(address, yes);
  }

  dispose(): void {
    this.#owned.dispose();
    this.#pending.discardAll();
  }

  async #ask(
    { target, action }: Asked,
    name: string,
    text: string,
    show: (uri: Uri) => Promise<void>,
  ): Promise<boolean> {
    const before = this.#pending.addressOf(target);
    if (before !== undefined) await this.#answer(before, undefined);
    await this.#closeLeftOver(name);
    // Each question is a document of its own: the editor may still show what an earlier one said.
    const uri = this.#documents.put([name], text, `${target} ${Date.now()}`);
    const answer = this.#pending.add(uri.toString(), target, action);
    this.#tell();
    await show(uri);
    try {
      return await answer;
    } finally {
      this.#tell();
    }
  }

  async #answer(address: string, yes: PreviewAction | undefined): Promise<void> {
    if (!this.#pending.answer(address, yes)) return;
    await closeDocuments((uri) => uri.toString() === address);
  }

  /** A window that is reloaded opens its pages again, and nobody waits for their answers. */
  async #closeLeftOver(name: string): Promise<void> {
    const path = pathOf([name]);
    await closeDocuments((uri) => uri.path === path && !this.#pending.has(uri.toString()));
  }

  #discardClosed(): void {
    const open = new Set(tabs().map(({ input }) => addressOf(input)));
    this.#pending.keepOnly((address) => open.has(address));
  }

  /** The title bar shows the buttons for these documents. */
  #tell(): void {
    for (const [action, key] of Object.entries(PREVIEW_KEYS)) {
      const addresses = this.#pending.addresses(action as PreviewAction);
      void commands.executeCommand('setContext', key, addresses);
    }
  }
}

function activeUri(): Uri | undefined {
  return uriOf(window.tabGroups.activeTabGroup.activeTab?.input);
}
