import { type TextDocument, type Uri, workspace } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/event.ts';
import { describeError, type Log } from '../../base/log.ts';
import type { TextRole } from '../../yaml/document/parsedPart.ts';
import { mayConcern } from '../../yaml/document/textGate.ts';
import { textRoleOf } from '../../yaml/document/textRole.ts';
import type { VersionedText } from './worker/languageWorker.ts';
import type { RuleSettings } from './ruleSettings.ts';

/** Languages of manifests: `helm` comes with other extensions. */
export const MANIFEST_LANGUAGES = ['yaml', 'helm'];

/** The open texts that may be manifests, and what each is. */
export class Manifests implements Disposable {
  readonly #owned = new Disposables();
  readonly #rules: Pick<RuleSettings, 'excludes'>;
  readonly #roles = new Map<string, TextRole>();
  readonly #changed: Emitter<TextDocument>;
  readonly #closed: Emitter<TextDocument>;

  constructor(rules: Pick<RuleSettings, 'excludes'>, log: Log) {
    this.#rules = rules;
    const onError = (error: unknown): void => log.error(describeError(error));
    this.#changed = this.#owned.add(new Emitter<TextDocument>(onError));
    this.#closed = this.#owned.add(new Emitter<TextDocument>(onError));
    this.#owned.add(workspace.onDidOpenTextDocument((document) => void this.#open(document)));
    this.#owned.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.isManifest(document)) this.#changed.fire(document);
      }),
    );
    this.#owned.add(
      workspace.onDidCloseTextDocument((document) => {
        this.#roles.delete(document.uri.toString());
        if (MANIFEST_LANGUAGES.includes(document.languageId)) this.#closed.fire(document);
      }),
    );
    for (const document of workspace.textDocuments) void this.#open(document);
  }

  /** A manifest was opened or changed. */
  get onDidChange(): Event<TextDocument> {
    return this.#changed.event;
  }

  get onDidClose(): Event<TextDocument> {
    return this.#closed.event;
  }

  /** All open texts of that kind. */
  get open(): readonly TextDocument[] {
    return workspace.textDocuments.filter((document) => this.isManifest(document));
  }

  isManifest(document: TextDocument): boolean {
    return MANIFEST_LANGUAGES.includes(document.languageId) && isOwn(document.uri);
  }

  /** The text for the language service; `undefined` when it cannot concern us. */
  versioned(document: TextDocument): VersionedText | undefined {
    return mayConcern(document.getText(), this.#roleOf(document))
      ? this.#versioned(document)
      : undefined;
  }

  /**
   * Like `versioned`, also where no more than a first word is written: a manifest may begin there.
   */
  versionedToWrite(document: TextDocument): VersionedText | undefined {
    const begins = document.lineCount < 50 && /^[\w \r\n]*$/.test(document.getText());
    return begins ? this.#versioned(document) : this.versioned(document);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #roleOf(document: TextDocument): TextRole {
    if (document.languageId === 'helm') return 'template';
    return this.#roles.get(document.uri.toString()) ?? 'manifest';
  }

  #versioned(document: TextDocument): VersionedText | undefined {
    if (!this.isManifest(document) || this.#rules.excludes(document.uri)) return undefined;
    return {
      id: document.uri.toString(),
      version: document.version,
      role: this.#roleOf(document),
      text: () => document.getText(),
    };
  }

  async #open(document: TextDocument): Promise<void> {
    if (!this.isManifest(document)) return;
    this.#changed.fire(document);
    if (document.uri.scheme !== 'file') return;
    const role = await textRoleOf(document.uri.path, (path) => readText(document.uri, path));
    if (document.isClosed || role === 'manifest') return;
    this.#roles.set(document.uri.toString(), role);
    this.#changed.fire(document);
  }
}

/** What people write: no diffs, no output, no documents of other extensions. */
function isOwn({ scheme }: Uri): boolean {
  return scheme === 'file' || scheme === 'untitled' || scheme === 'vscode-vfs';
}

async function readText(beside: Uri, path: string): Promise<string | undefined> {
  try {
    const bytes = await workspace.fs.readFile(beside.with({ path }));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
