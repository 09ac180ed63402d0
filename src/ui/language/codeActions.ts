import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  Position,
  type Range,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { mayBeIgnored } from '../../yaml/findings/suppression.ts';
import type { Finding, Fix, TextEdit } from '../../yaml/findings/finding.ts';
import { type ManifestDiagnostics, rangeOf } from './diagnostics.ts';
import type { LanguageWorker } from './worker/languageWorker.ts';
import type { Manifests } from './openManifests.ts';
import { sandboxTitle } from './sandboxTitle.ts';
import type { SandboxChoice } from '../../yaml/languageService.ts';
import { COMMANDS } from '../ids.ts';
import { commandLink } from '../runCommand.ts';

/** Mends all that has a fix which a person would nearly always choose. */
const FIX_ALL = CodeActionKind.SourceFixAll.append('aksSandbox');

export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL];

/** Quick fixes of findings, "fix all", and the sandboxes that a workload can be put into. */
export class ManifestCodeActions implements CodeActionProvider {
  readonly #worker: LanguageWorker;
  readonly #manifests: Manifests;
  readonly #diagnostics: ManifestDiagnostics;

  constructor(worker: LanguageWorker, manifests: Manifests, diagnostics: ManifestDiagnostics) {
    this.#worker = worker;
    this.#manifests = manifests;
    this.#diagnostics = diagnostics;
  }

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { only }: CodeActionContext,
  ): Promise<CodeAction[]> {
    const wants = (kind: CodeActionKind): boolean => !only || only.contains(kind);
    const shown = this.#diagnostics.shown(document);
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      for (const diagnostic of shown) {
        if (!diagnostic.range.intersection(range)) continue;
        for (const action of quickFixes(document, diagnostic.finding)) {
          action.diagnostics = [diagnostic];
          actions.push(action);
        }
      }
    }
    if (only?.contains(FIX_ALL)) {
      const all = fixAll(
        document,
        shown.map(({ finding }) => finding),
      );
      if (all) actions.push(all);
    }
    const text = this.#manifests.versioned(document);
    if (text && wants(CodeActionKind.RefactorRewrite)) {
      const offset = document.offsetAt(range.start);
      const choices = await this.#worker.ask('sandboxChoices', text, offset);
      for (const choice of choices ?? []) actions.push(sandboxAction(document, offset, choice));
    }
    return actions;
  }
}

function quickFixes(document: TextDocument, finding: Finding): CodeAction[] {
  const actions = finding.fixes.map((fix) => quickFix(document, fix));
  return mayBeIgnored(finding) ? [...actions, ignoreAction(document, finding)] : actions;
}

function quickFix(document: TextDocument, fix: Fix): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  if (fix.createRuntimeClass !== undefined) {
    action.command = {
      title: fix.title,
      ...commandLink(COMMANDS.createRuntimeClass, { className: fix.createRuntimeClass }),
    };
    return action;
  }
  action.edit = workspaceEdit(document, fix.edits);
  action.isPreferred = fix.preferred === true;
  return action;
}

/** Writes the comment that leaves a finding out, above its line. */
function ignoreAction(document: TextDocument, { code, span }: Finding): CodeAction {
  const action = new CodeAction(`Ignore ${code} here`, CodeActionKind.QuickFix);
  const { line } = document.positionAt(span.start);
  const indent = /^[ \t]*/.exec(document.lineAt(line).text)?.[0] ?? '';
  action.edit = new WorkspaceEdit();
  const comment = `${indent}# aks-sandbox: ignore[${code}]\n`;
  action.edit.insert(document.uri, new Position(line, 0), comment);
  return action;
}

function fixAll(document: TextDocument, findings: readonly Finding[]): CodeAction | undefined {
  const edits: TextEdit[] = [];
  for (const { fixes } of findings) {
    const preferred = fixes.find((fix) => fix.preferred)?.edits ?? [];
    if (preferred.every((one) => edits.every((other) => !overlap(one, other)))) {
      edits.push(...preferred);
    }
  }
  if (edits.length === 0) return undefined;
  const action = new CodeAction('Fix all AKS Sandbox problems', FIX_ALL);
  action.edit = workspaceEdit(document, edits);
  return action;
}

/** Two insertions at one place overlap as well: it is not known which comes first. */
function overlap({ span: one }: TextEdit, { span: other }: TextEdit): boolean {
  return one.start <= other.end && other.start <= one.end;
}

function workspaceEdit(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { span, newText } of edits) {
    edit.replace(document.uri, rangeOf(document, span), newText);
  }
  return edit;
}

/** Opens the preview of the change: a whole workload is not changed unseen. */
function sandboxAction(document: TextDocument, offset: number, choice: SandboxChoice): CodeAction {
  const title = sandboxTitle(choice.sandbox);
  const action = new CodeAction(title, CodeActionKind.RefactorRewrite);
  const { line, character } = document.positionAt(offset);
  action.command = {
    title,
    ...commandLink(COMMANDS.sandboxWorkload, document.uri, { line, character }, choice.sandbox),
  };
  return action;
}
