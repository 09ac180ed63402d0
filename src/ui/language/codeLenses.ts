import {
  CodeLens,
  type CodeLensProvider,
  EventEmitter,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import { plainText } from '../../base/text/plainText.ts';
import { COMMANDS } from '../ids.ts';
import type { Workload } from '../../yaml/assist/workloads.ts';
import { commandLink } from '../runCommand.ts';
import { settings } from '../settings.ts';
import type { LanguageWorker } from './worker/languageWorker.ts';
import type { Manifests } from './openManifests.ts';

/** A line over each workload: how it is sandboxed, and what can be done about it. */
export class WorkloadCodeLenses implements CodeLensProvider, Disposable {
  readonly #worker: LanguageWorker;
  readonly #manifests: Manifests;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(worker: LanguageWorker, manifests: Manifests) {
    this.#worker = worker;
    this.#manifests = manifests;
    this.#owned.add(workspace.onDidGrantWorkspaceTrust(() => this.refresh()));
  }

  /** Shows them anew, as after the facts have changed. */
  refresh(): void {
    this.#changed.fire();
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const text = settings.codeLens() ? this.#manifests.versioned(document) : undefined;
    const workloads = text && (await this.#worker.ask('workloads', text));
    return (workloads ?? []).flatMap((workload) => lensesOf(document, workload));
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** VS Code drops a common space behind an icon. */
const SHIELD = '$(shield)\u00a0';

function lensesOf(document: TextDocument, workload: Workload): CodeLens[] {
  const at = document.positionAt(workload.start);
  const range = new Range(at, at);
  const position = { line: at.line, character: at.character };
  const summary = plainText(workload.summary, 80).replaceAll('$(', '$ (');
  if (!workload.sandboxed) {
    return [
      new CodeLens(range, {
        title: `${SHIELD}${summary} · Sandbox…`,
        tooltip: 'Choose a sandbox for this workload',
        ...commandLink(COMMANDS.sandboxWorkload, document.uri, position),
      }),
    ];
  }
  const { kind, name, namespace } = workload;
  const said = new CodeLens(range, { title: `${SHIELD}${summary}`, command: '' });
  if (!workspace.isTrusted) return [said];
  return [
    said,
    new CodeLens(range, {
      title: 'Check kernel',
      tooltip: 'Read the kernel of its pods in the active cluster',
      ...commandLink(COMMANDS.checkKernel, { workload: { kind, name, namespace } }),
    }),
  ];
}
