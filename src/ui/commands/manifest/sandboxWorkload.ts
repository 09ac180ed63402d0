import {
  type QuickPickItem,
  type TextDocument,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { plainText } from '../../../base/text/plainText.ts';
import { ISOLATION_NAMES } from '../../../model/isolation/isolation.ts';
import type { SandboxChoice } from '../../../yaml/languageService.ts';
import { rangeOf } from '../../language/diagnostics.ts';
import { sandboxTitle } from '../../language/sandboxTitle.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { nothingSandboxed } from './manifestProblems.ts';
import type { Previews } from '../../preview/previews.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

interface ChoiceItem extends QuickPickItem {
  readonly choice: SandboxChoice;
}

/**
 * Asks for a sandbox for the workload at the cursor, shows the change as a diff, and makes it once
 * confirmed.
 */
export async function sandboxWorkload(
  { language, previews }: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { worker, manifests } = language;
  const [uri, position, sandbox] = args;
  const editor = window.activeTextEditor;
  const document = uri instanceof Uri ? await workspace.openTextDocument(uri) : editor?.document;
  const text = document && manifests.versioned(document);
  if (!document || !text) throw nothingSandboxed('no manifest is open in the editor');
  const at = isPosition(position) ? position : editor?.selection.active;
  const offset = at ? offsetOf(document, at.line, at.character) : 0;
  const choices = (await worker.ask('sandboxChoices', text, offset)) ?? [];
  if (choices.length === 0)
    throw nothingSandboxed('there is no workload at the cursor that could be');
  const choice = choices.find((one) => one.sandbox === sandbox) ?? (await pickChoice(choices));
  if (choice) await preview(document, previews, choice);
}

async function pickChoice(choices: readonly SandboxChoice[]): Promise<SandboxChoice | undefined> {
  const items = choices.map((choice): ChoiceItem => ({
    label: `$(shield) ${ISOLATION_NAMES[choice.sandbox]}`,
    description: `runtimeClassName: ${plainText(choice.className)}`,
    choice,
  }));
  const picked = await window.showQuickPick(items, {
    title: COMMAND_TITLES[COMMANDS.sandboxWorkload],
    placeHolder: 'The change is shown before it is made',
  });
  return picked?.choice;
}

async function preview(
  document: TextDocument,
  previews: Previews,
  { edit, sandbox, className }: SandboxChoice,
): Promise<void> {
  const { version } = document;
  const before = document.getText();
  const after = before.slice(0, edit.span.start) + edit.newText + before.slice(edit.span.end);
  const name = document.uri.path.split('/').at(-1) ?? 'manifest.yaml';
  const isYes = await previews.askByDiff({
    target: document.uri.toString(),
    title: `${plainText(name)}: ${sandboxTitle(sandbox)}, runtimeClassName ${plainText(className)}?`,
    before: document.uri,
    name,
    after,
    action: 'apply',
  });
  if (!isYes) return;
  if (document.version !== version) {
    throw nothingSandboxed(`${name} was changed meanwhile`);
  }
  const change = new WorkspaceEdit();
  change.replace(document.uri, rangeOf(document, edit.span), edit.newText);
  await workspace.applyEdit(change);
  await window.showTextDocument(document);
}

function offsetOf(document: TextDocument, line: number, character: number): number {
  const row = document.lineAt(Math.min(line, document.lineCount - 1));
  return document.offsetAt(row.range.start) + Math.min(character, row.text.length);
}

function isPosition(value: unknown): value is { line: number; character: number } {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}
