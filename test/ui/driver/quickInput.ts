import type { Locator, Page } from 'playwright-core';
import { exactly, readable } from './text.ts';
import { persist } from './until.ts';

/** The open input box or pick list. VS Code keeps a closed one in the page. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:not([inert]):not([style*="display: none"])');
}

function entryRow(page: Page, label: string): Locator {
  const name = page.locator('.label-name', { hasText: exactly(label) });
  return quickInput(page).locator('.monaco-list-row').filter({ has: name }).first();
}

function inputOf(page: Page): Locator {
  return quickInput(page).locator('.quick-input-box input');
}

/** Runs a command from the command palette by its whole title, e.g. "AKS Sandbox: Refresh". */
export async function runCommand(page: Page, title: string): Promise<void> {
  await openQuickInput(page, 'F1', `>${title}`, async () => {
    await entryRow(page, title).click({ timeout: 5000 });
  });
}

/** The titles of the palette's commands that match what is typed, as far as they are in sight. */
export async function commandsMatching(page: Page, typed: string): Promise<string[]> {
  let titles: string[] = [];
  await openQuickInput(page, 'F1', `>${typed}`, async () => {
    const names = quickInput(page).locator('.monaco-list-row .label-name');
    await names.first().waitFor({ timeout: 5000 });
    titles = (await names.allTextContents()).map((name) => readable(name));
  });
  await closeQuickInput(page);
  return titles;
}

/**
 * Opens the palette or Quick Open by its key and types. An editor that takes the focus just then closes
 * it again; then once more.
 */
export async function openQuickInput(
  page: Page,
  key: string,
  typed: string,
  step: () => Promise<void>,
): Promise<void> {
  await persist(async () => {
    await closeQuickInput(page);
    await page.keyboard.press(key);
    await inputOf(page).fill(typed, { timeout: 3000 });
    await step();
  });
}

/** Closes an open input box or pick list, as Escape does: the command that asked is cancelled. */
export async function closeQuickInput(page: Page): Promise<void> {
  if (!(await quickInput(page).isVisible())) return;
  await page.keyboard.press('Escape');
  await quickInput(page).waitFor({ state: 'hidden', timeout: 3000 });
}

/** What an input box or pick list shows. */
export interface QuickInputState {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The labels in sight. */
  readonly entries: readonly string[];
  /** The prompt or what is wrong with the value. */
  readonly message: string;
}

/** Waits for an input box or pick list, by its title if given, and reads it. */
export async function quickInputState(page: Page, title?: string): Promise<QuickInputState> {
  const box = quickInput(page);
  await waitForQuickInput(page, title);
  const names = await box.locator('.monaco-list-row .label-name').allTextContents();
  return {
    title: readable(await box.locator('.quick-input-title').textContent()),
    placeholder: (await inputOf(page).getAttribute('placeholder')) ?? '',
    value: await inputOf(page).inputValue(),
    entries: names.map((name) => readable(name)),
    message: readable(await box.locator('.quick-input-message').textContent()),
  };
}

async function waitForQuickInput(page: Page, title?: string): Promise<void> {
  const box = quickInput(page);
  if (title !== undefined) await box.locator('.quick-input-title', { hasText: title }).waitFor();
  await inputOf(page).waitFor();
}

/** Fills in an input box and accepts it. A value that is refused leaves the box open. */
export async function answer(page: Page, value: string, title?: string): Promise<void> {
  await waitForQuickInput(page, title);
  await inputOf(page).fill(value);
  await page.keyboard.press('Enter');
}

/** Picks an entry of a pick list by its whole label, scrolled to by typing it where it is not in sight. */
export async function pick(page: Page, label: string, title?: string): Promise<void> {
  await waitForQuickInput(page, title);
  const row = entryRow(page, label);
  await quickInput(page).locator('.monaco-list-row').first().waitFor();
  if (!(await row.isVisible())) await inputOf(page).fill(label);
  await row.click();
}

/** Ticks entries of a list that takes several, and accepts. */
export async function pickSeveral(
  page: Page,
  labels: readonly string[],
  title?: string,
): Promise<void> {
  const [first, ...rest] = labels;
  if (first === undefined) {
    await page.keyboard.press('Enter');
    return;
  }
  await pick(page, first, title);
  await pickSeveral(page, rest, title);
}
