import { extensions, languages, Range, type TextDocument, type Uri } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import type { Finding } from '../../yaml/findings/finding.ts';
import {
  type LineSpan,
  withoutReportedByOther,
} from '../../yaml/findings/withoutReportedByOther.ts';
import { settings } from '../settings.ts';
import { ManifestDiagnostic } from './findingDiagnostic.ts';
import type { LanguageWorker } from './worker/languageWorker.ts';
import type { Manifests } from './openManifests.ts';
import type { RuleSettings } from './ruleSettings.ts';

const DEBOUNCE_MS = 150;
const REDHAT = 'redhat.vscode-yaml';
/**
 * Red Hat's extension marks what its schemas find with `yaml-schema: …`, syntax errors with `YAML`.
 */
const REDHAT_SOURCE = /^(?:YAML$|yaml-schema:)/;

/** What a check of a text found, and what of it is shown. */
interface Checked {
  readonly version: number;
  readonly findings: readonly Finding[];
  readonly shown: readonly ManifestDiagnostic[];
}

/** Checks manifests as they are typed, and shows what was found. */
export class ManifestDiagnostics implements Disposable {
  readonly #owned = new Disposables();
  readonly #worker: LanguageWorker;
  readonly #manifests: Manifests;
  readonly #rules: RuleSettings;
  readonly #collection = this.#owned.add(languages.createDiagnosticCollection('aks-sandbox'));
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #found = new Map<string, Checked>();

  constructor(worker: LanguageWorker, manifests: Manifests, rules: RuleSettings) {
    this.#rules = rules;
    this.#worker = worker;
    this.#manifests = manifests;
    this.#owned.add(manifests.onDidChange((document) => this.#schedule(document)));
    this.#owned.add(
      manifests.onDidClose((document) => {
        this.#forget(document.uri);
        worker.close(document.uri.toString());
      }),
    );
    this.#owned.add(languages.onDidChangeDiagnostics(({ uris }) => this.#othersChanged(uris)));
  }

  /** What is shown of a text, if it is still the text that was checked. */
  shown(document: TextDocument): readonly ManifestDiagnostic[] {
    const found = this.#found.get(document.uri.toString());
    return found?.version === document.version ? found.shown : [];
  }

  /** Checks every open manifest anew, as after the facts have changed. */
  checkAll(): void {
    for (const document of this.#manifests.open) this.#schedule(document);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#owned.dispose();
  }

  #schedule(document: TextDocument): void {
    const id = document.uri.toString();
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => void this.#check(document), DEBOUNCE_MS),
    );
  }

  async #check(document: TextDocument): Promise<void> {
    if (document.isClosed) return;
    const text = this.#manifests.versioned(document);
    if (!text) {
      this.#forget(document.uri);
      return;
    }
    const findings = await this.#worker.ask(
      'validate',
      text,
      this.#rules.severitiesOf(document.uri),
    );
    // A later check is on its way when the text is another by now.
    if (document.isClosed || document.version !== text.version) return;
    this.#show(document, findings ?? []);
  }

  #show(document: TextDocument, findings: readonly Finding[]): void {
    const id = document.uri.toString();
    const before = this.#found.get(id)?.shown ?? [];
    const shown = withoutReportedByOther(
      findings,
      (offset) => document.positionAt(offset).line,
      this.#others(document.uri),
      settings.schemaDiagnostics(),
      extensions.getExtension(REDHAT)?.isActive === true,
    ).map((finding) => new ManifestDiagnostic(rangeOf(document, finding.span), finding));
    this.#found.set(id, { version: document.version, findings, shown });
    // Setting what is there already would make `onDidChangeDiagnostics` fire without an end.
    if (before.length === shown.length && shown.every((one, at) => isSame(one, before[at]))) return;
    this.#collection.set(document.uri, shown);
  }

  #othersChanged(uris: readonly Uri[]): void {
    for (const uri of uris) {
      const found = this.#found.get(uri.toString());
      if (!found) continue;
      const document = this.#manifests.open.find((one) => one.uri.toString() === uri.toString());
      if (document?.version === found.version) this.#show(document, found.findings);
    }
  }

  #others(uri: Uri): readonly LineSpan[] {
    return languages
      .getDiagnostics(uri)
      .filter(({ source }) => REDHAT_SOURCE.test(source ?? ''))
      .map(({ range }) => ({ first: range.start.line, last: range.end.line }));
  }

  #forget(uri: Uri): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    this.#found.delete(uri.toString());
    this.#collection.delete(uri);
  }
}

function isSame(one: ManifestDiagnostic, other: ManifestDiagnostic | undefined): boolean {
  return (
    other !== undefined &&
    other.finding.code === one.finding.code &&
    other.message === one.message &&
    other.severity === one.severity &&
    other.range.isEqual(one.range)
  );
}

/** The range of a stretch of text; an empty one shows where it is all the same. */
export function rangeOf(document: TextDocument, span: { start: number; end: number }): Range {
  return new Range(document.positionAt(span.start), document.positionAt(span.end));
}
