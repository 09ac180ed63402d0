import { Uri, window, workspace } from 'vscode';
import { UserError } from '../../base/problem.ts';
import { type SavedForms, savedText } from './savedForms.ts';

/** Of a document that made room for others. */
export function noLongerSavable(): UserError {
  return new UserError({
    kind: 'not-found',
    what: 'This document is no longer kept',
    next: 'Run its command again, and save what it shows.',
    retryable: false,
  });
}

/** Asks for a file, writes a document into it, and shows the file. */
export async function saveDocument(saved: SavedForms): Promise<void> {
  const { title, name, forms } = saved;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title,
    filters: Object.fromEntries(forms.map(({ label, ending }) => [label, [ending]])),
    ...(folder ? { defaultUri: Uri.joinPath(folder, `${name}.${forms[0].ending}`) } : {}),
  });
  if (!target) return;
  const text = savedText(saved, target.path);
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await window.showTextDocument(target);
}
