import type { Locator, Page } from 'playwright-core';
import { copyAll } from './clipboard.ts';
import { openQuickInput, quickInput } from './quickInput.ts';
import { exactly, readable } from './text.ts';
import { activeTab } from './workbench.ts';

/** The editor that has the cursor. */
export function activeEditor(page: Page): Locator {
  return page.locator('.editor-group-container.active .monaco-editor[role=code]').first();
}

/** Opens a file of the workspace through Quick Open; line and column, from 1, put the cursor there. */
export async function openFile(page: Page, name: string, line?: number, column = 1): Promise<void> {
  const base = name.split('/').at(-1) ?? name;
  const typed = line === undefined ? name : `${name}:${line}:${column}`;
  await openQuickInput(page, 'Control+P', typed, async () => {
    // Enter takes the row in focus, and before what is typed counts that is another file.
    const row = quickInput(page).locator('.monaco-list-row.focused', { hasText: base });
    await row.first().waitFor({ timeout: 5000 });
    await page.keyboard.press('Enter');
  });
  await activeTab(page, exactly(base));
  await activeEditor(page).locator('.view-lines').waitFor();
  // Quick Open gives the focus back a little later, and the next key would be lost.
  await focusEditor(page);
}

/** Puts the cursor into the active editor, at a line and column from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await openQuickInput(page, 'Control+G', `:${line}:${column}`, () => page.keyboard.press('Enter'));
}

export async function focusEditor(page: Page): Promise<void> {
  await activeEditor(page).locator('.native-edit-context, textarea.inputarea').first().focus();
}

/** Types at the cursor, as a person would: suggestions may open. */
export async function typeInEditor(page: Page, text: string, delayMs = 20): Promise<void> {
  await focusEditor(page);
  await page.keyboard.type(text, { delay: delayMs });
}

/** The lines of the active editor that are in sight. */
export async function editorLines(page: Page): Promise<string[]> {
  const lines = await activeEditor(page)
    .locator('.view-line')
    .evaluateAll((all) =>
      all.map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent })),
    );
  return lines.toSorted((a, b) => a.top - b.top).map((line) => line.text.replaceAll('\u00a0', ' '));
}

/** The whole text of the active editor, also what is out of sight. The cursor returns to its place. */
export async function documentText(page: Page): Promise<string> {
  return copyAll(page, () => focusEditor(page));
}

/** Saves the active editor and waits until its tab says so. */
export async function save(page: Page): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+S');
  await page.locator('.tabs-container .tab.active:not(.dirty)').waitFor();
}

/** Asks for completions at the cursor, unless they show already, and reads their labels. */
export async function suggestions(page: Page): Promise<string[]> {
  const widget = page.locator('.suggest-widget.visible');
  if (!(await widget.isVisible())) {
    await focusEditor(page);
    await page.keyboard.press('Control+Space');
  }
  await widget.locator('.monaco-list-row').first().waitFor();
  const labels = await widget.locator('.monaco-list-row .label-name').allTextContents();
  return labels.map((label) => readable(label));
}

/** Accepts one of the suggestions that show. */
export async function acceptSuggestion(page: Page, label: string): Promise<void> {
  const name = page.locator('.label-name', { hasText: exactly(label) });
  const widget = page.locator('.suggest-widget.visible');
  await widget.locator('.monaco-list-row').filter({ has: name }).first().click();
  await widget.waitFor({ state: 'hidden' });
}
