import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { UserError } from '../../base/problem.ts';
import { ISOLATION_NAMES } from '../../model/isolation.ts';
import type { SandboxChoice } from '../../yaml/languageService.ts';
import type { LanguageWorker } from '../language/languageWorker.ts';
import type { Manifests } from '../language/manifests.ts';
import { sandboxEdit } from '../language/sandboxAction.ts';

interface ChoiceItem extends QuickPickItem {
  readonly choice: SandboxChoice;
}

/** Asks for a sandbox for the workload at the cursor, shows what would change, and changes it once confirmed. */
export async function sandboxWorkload(
  worker: LanguageWorker,
  manifests: Manifests,
  args: readonly unknown[],
): Promise<void> {
  const [uri, position] = args;
  const editor = window.activeTextEditor;
  const document = uri instanceof Uri ? await workspace.openTextDocument(uri) : editor?.document;
  const text = document && manifests.versioned(document);
  if (!document || !text) throw nothingHere('no manifest is open in the editor');
  const at = isPosition(position) ? position : editor?.selection.active;
  const offset = at ? document.offsetAt(document.validatePosition(at as never)) : 0;
  const choices = (await worker.ask('sandboxChoices', text, offset)) ?? [];
  if (choices.length === 0) throw nothingHere('there is no workload at the cursor that could be');
  const items = choices.map((choice): ChoiceItem => ({
    label: `$(shield) ${ISOLATION_NAMES[choice.sandbox]}`,
    description: choice.className,
    choice,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Sandbox This Workload',
    placeHolder: 'The change is shown before it is made',
  });
  if (picked) await workspace.applyEdit(sandboxEdit(document, picked.choice));
}

function isPosition(value: unknown): value is { line: number; character: number } {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

function nothingHere(what: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `Nothing was sandboxed: ${what}`,
    next: 'Put the cursor into a Pod, Deployment or another workload in a YAML file.',
    retryable: false,
  });
}
