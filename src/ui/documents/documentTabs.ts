import { TabInputCustom, TabInputText, TabInputTextDiff, type Uri, window } from 'vscode';
import { DOCUMENT_SCHEME } from '../ids.ts';

/** All tabs that are open. */
export function tabs() {
  return window.tabGroups.all.flatMap((group) => group.tabs);
}

/** The document of a tab; of a diff what something becomes. */
export function uriOf(input: unknown): Uri | undefined {
  if (input instanceof TabInputTextDiff) return input.modified;
  return input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined;
}

/** The address of a tab's document. */
export function addressOf(input: unknown): string | undefined {
  return uriOf(input)?.toString();
}

/** Closes the tabs of read-only documents that meet a condition. */
export async function closeDocuments(isMet: (uri: Uri) => boolean): Promise<void> {
  const met = tabs().filter(({ input }) => {
    const uri = uriOf(input);
    return uri?.scheme === DOCUMENT_SCHEME && isMet(uri);
  });
  await window.tabGroups.close(met);
}
