import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Dialog, FrameLocator, Page } from 'playwright-core';
import { resultsFolder } from '../../vscodeHost/projectPaths.ts';
import { copyAll } from './clipboard.ts';
import { pick, runCommand } from './quickInput.ts';
import { readable } from './text.ts';

/**
 * The document inside the newest webview, two frames deep; `within` (a selector) narrows to an editor
 * or a view.
 */
export function webview(page: Page, within = ''): FrameLocator {
  return page
    .frameLocator(`${within} iframe.webview.ready`)
    .last()
    .frameLocator('iframe#active-frame');
}

/** The name and the extension of a file are separate elements inside. */
const TAB_TITLE = '.monaco-icon-label-container';

const RELOAD_MS = 60_000;

/**
 * Reloads the window, as Developer: Reload Window does, and waits until it stands again and its extensions
 * have filled the tree that the side bar shows. Asked whether to leave the page, it leaves.
 */
export async function reload(page: Page): Promise<void> {
  const leave = (question: Dialog): void => void question.accept();
  page.on('dialog', leave);
  await page.reload({ timeout: RELOAD_MS });
  page.off('dialog', leave);
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: RELOAD_MS });
  await page.locator('.part.sidebar [role=treeitem]').first().waitFor({ timeout: RELOAD_MS });
}

/** The titles of the open tabs. */
export async function tabs(page: Page): Promise<string[]> {
  const names = await page.locator(`.tabs-container .tab ${TAB_TITLE}`).allTextContents();
  return names.map((name) => readable(name));
}

/** Waits until the active tab has that title. */
export async function activeTab(page: Page, title: string | RegExp): Promise<void> {
  await page.locator(`.tabs-container .tab.active ${TAB_TITLE}`, { hasText: title }).waitFor();
}

/** Waits for the page that asks a question, by the title of its tab, and reads it. */
export async function askedPage(
  page: Page,
  title: string | RegExp,
  timeoutMs?: number,
): Promise<string> {
  const tab = page.locator(`.tabs-container .tab.active ${TAB_TITLE}`, { hasText: title });
  await tab.waitFor(timeoutMs === undefined ? {} : { timeout: timeoutMs });
  const body = webview(page).locator('body');
  await body.getByText('are in the title bar of this editor').waitFor();
  return body.innerText();
}

/** Presses a button in the title bar of the editor that is looked at. */
export async function editorButton(page: Page, title: string): Promise<void> {
  const actions = page.locator('.editor-group-container.active .editor-actions a.action-label');
  await actions.filter({ hasText: title }).first().click();
}

/** The texts of the status bar. */
export async function statusBar(page: Page): Promise<string[]> {
  const items = page.locator('.part.statusbar .statusbar-item:visible');
  const texts = (await items.allInnerTexts()).map((text) => readable(text));
  return texts.filter((text) => text !== '');
}

/** The whole text of an output channel: of the one that shows, or of the one named. */
export async function outputText(page: Page, channel?: string): Promise<string> {
  if (channel !== undefined) {
    await runCommand(page, 'Output: Show Output Channels...');
    await pick(page, channel);
  }
  const editor = page.locator('.part.panel .output-view .monaco-editor').first();
  await editor.locator('.view-line').first().waitFor();
  return copyAll(page, () =>
    editor.locator('.native-edit-context, textarea.inputarea').first().focus(),
  );
}

/** Picks a colour theme by its name, e.g. "Light Modern". */
export async function setTheme(page: Page, theme: string): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await pick(page, theme);
}

/** Writes a picture of the page, making the folder where it is missing. */
export async function screenshot(page: Page, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled' });
}

/** Keeps a picture of the moment beside the results: `.test-results/ui/<name>.png`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await screenshot(page, path.join(resultsFolder, 'ui', `${name}.png`));
}
