import { CodeAction, CodeActionKind, type TextDocument, WorkspaceEdit } from 'vscode';
import { ISOLATION_NAMES } from '../../model/isolation.ts';
import type { SandboxChoice } from '../../yaml/languageService.ts';
import { rangeOf } from './diagnostics.ts';

/** Puts a workload into a sandbox, after its preview was confirmed. */
export function sandboxAction(document: TextDocument, choice: SandboxChoice): CodeAction {
  const title = sandboxTitle(choice);
  const action = new CodeAction(title, CodeActionKind.RefactorRewrite);
  action.edit = sandboxEdit(document, choice);
  return action;
}

/** What is done, in the imperative: `Sandbox with gVisor`. */
export function sandboxTitle({ sandbox }: Pick<SandboxChoice, 'sandbox'>): string {
  return `Sandbox with ${ISOLATION_NAMES[sandbox]}`;
}

/** The edit of a choice: VS Code shows it as a diff and asks before it is made. */
export function sandboxEdit(document: TextDocument, choice: SandboxChoice): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, choice.edit.span), choice.edit.newText, {
    label: sandboxTitle(choice),
    description: `runtimeClassName: ${choice.className}`,
    needsConfirmation: true,
  });
  return edit;
}
