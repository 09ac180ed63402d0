import { TabInputTextDiff, type Uri, window } from 'vscode';

/** Closes the diff that shows a document on its right side, if it is still open. */
export async function closeDiff(right: Uri): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) =>
      input instanceof TabInputTextDiff && input.modified.toString() === right.toString(),
  );
  if (shown.length > 0) await window.tabGroups.close(shown);
}
