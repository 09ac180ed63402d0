import path from 'node:path';
import { languages, window } from 'vscode';
import { type Disposable, Disposables, toDisposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { documentFiles } from '../../kube/api/documentFiles.ts';
import { CONTEXT_KEYS, SETTINGS } from '../ids.ts';
import { mayBeKubernetes } from '../../yaml/document/textGate.ts';
import type { State } from '../../state/state.ts';
import { ContextKey } from '../contextKey.ts';
import { onDidChangeSetting } from '../settings.ts';
import { CODE_ACTION_KINDS, ManifestCodeActions } from './codeActions.ts';
import { WorkloadCodeLenses } from './codeLenses.ts';
import { ManifestCompletions, TRIGGERS } from './completions.ts';
import { feedDefinitions } from './definitionsFeed.ts';
import { ManifestDiagnostics } from './diagnostics.ts';
import { feedFacts } from './factsFeed.ts';
import { ManifestHovers } from './hovers.ts';
import { LanguageWorker } from './worker/languageWorker.ts';
import { MANIFEST_LANGUAGES, Manifests } from './openManifests.ts';
import { RuleSettings } from './ruleSettings.ts';

/** Where the extension is, and where it may keep what it has read. */
export interface LanguageFolders {
  readonly root: string;
  readonly storage: string;
}

/** What commands need of the language features. */
export interface Language extends Disposable {
  readonly worker: LanguageWorker;
  readonly manifests: Manifests;
  readonly rules: RuleSettings;
}

/**
 * Checks, completes and explains manifests. Nothing is read and nothing runs before one is open.
 */
export function registerLanguage(
  state: State,
  { root, storage }: LanguageFolders,
  log: Log,
): Language {
  const cache = documentFiles(path.join(storage, 'openapi'), log);
  const owned = new Disposables();
  const worker = owned.add(
    new LanguageWorker(path.join(root, 'dist', 'language.cjs'), { root }, log),
  );
  const rules = owned.add(new RuleSettings(log, () => diagnostics.checkAll()));
  const manifests = owned.add(new Manifests(rules, log));
  const diagnostics = owned.add(new ManifestDiagnostics(worker, manifests, rules));
  const lenses = owned.add(new WorkloadCodeLenses(worker, manifests));
  const selector = MANIFEST_LANGUAGES.map((language) => ({ language }));
  const actions = new ManifestCodeActions(worker, manifests, diagnostics);
  owned.add(
    languages.registerCodeActionsProvider(selector, actions, {
      providedCodeActionKinds: CODE_ACTION_KINDS,
    }),
  );
  owned.add(languages.registerCodeLensProvider(selector, lenses));
  owned.add(
    languages.registerCompletionItemProvider(
      selector,
      new ManifestCompletions(worker, manifests),
      ...TRIGGERS,
    ),
  );
  owned.add(languages.registerHoverProvider(selector, new ManifestHovers(worker, manifests)));
  owned.add(
    feedFacts(
      state,
      manifests,
      (facts) => {
        worker.setFacts(facts);
        diagnostics.checkAll();
        lenses.refresh();
      },
      (session) => feedDefinitions(session, worker, cache, log, () => diagnostics.checkAll()),
    ),
  );
  owned.add(onDidChangeSetting(SETTINGS.schemaDiagnostics, () => diagnostics.checkAll()));
  owned.add(onDidChangeSetting(SETTINGS.codeLens, () => lenses.refresh()));
  owned.add(followActiveManifest(manifests));
  owned.add(manifests.onDidChange(() => void rules.load()));
  diagnostics.checkAll();
  return { worker, manifests, rules, dispose: () => owned.dispose() };
}

/** Keeps the context key true while the active editor shows a manifest of Kubernetes. */
function followActiveManifest(manifests: Manifests): Disposable {
  const key = new ContextKey<boolean>(CONTEXT_KEYS.kubernetesManifest);
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    key.set(
      document !== undefined &&
        manifests.isManifest(document) &&
        mayBeKubernetes(document.getText()),
    );
  };
  const owned = new Disposables();
  owned.add(window.onDidChangeActiveTextEditor(update));
  owned.add(manifests.onDidChange(update));
  owned.add(toDisposable(() => key.set(false)));
  update();
  return owned;
}
