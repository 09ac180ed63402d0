import { commands, type Uri, window } from 'vscode';

/**
 * The editor's own way to show Markdown as it is meant to be read; unlike its side view it tells
 * which file it shows.
 */
const MARKDOWN_EDITOR = 'vscode.markdown.preview.editor';

/**
 * Shows Markdown in a tab of its own, so that its title bar can have buttons; as its source where
 * the editor has no preview.
 */
export async function openMarkdown(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand('vscode.openWith', uri, MARKDOWN_EDITOR, { preview: false });
  } catch {
    await window.showTextDocument(uri, { preview: false });
  }
}
