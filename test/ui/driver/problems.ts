import type { Locator, Page } from 'playwright-core';
import { activeEditor, focusEditor } from './editor.ts';
import { readable } from './text.ts';
import { persist, until } from './until.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

function squiggles(page: Page, severity: Severity): Locator {
  return activeEditor(page).locator(`.squiggly-${severity}`);
}

/** Hovers a squiggle of the active editor and reads what pops up. */
export async function hoverProblem(page: Page, severity: Severity, index = 0): Promise<string> {
  const mark = squiggles(page, severity).nth(index);
  await mark.waitFor({ state: 'attached' });
  const drawn = async () =>
    (await mark.boundingBox({ timeout: 1000 }).catch(() => null)) ?? undefined;
  const box = await until(drawn, `the ${severity} to come into sight`);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2 - 3, y);
  await page.mouse.move(box.x + box.width / 2, y, { steps: 3 });
  const hover = page.locator('.monaco-resizable-hover .monaco-hover-content');
  await hover.first().waitFor();
  return readable(await hover.first().innerText());
}

/** Waits until the active editor shows that many squiggles of a severity. */
export async function waitForSquiggles(
  page: Page,
  severity: Severity,
  count: number,
): Promise<void> {
  const areThere = async () => {
    const shown = await squiggles(page, severity).count();
    return shown === count ? shown : undefined;
  };
  await until(areThere, `${count} times ${severity} in the editor`);
}

/**
 * Opens the quick fixes at the cursor and reads their titles; `apply` picks one. A check that ends just then
 * closes them again; then once more.
 */
export async function quickFixes(page: Page, apply?: string): Promise<string[]> {
  const widget = page.locator('.action-widget').first();
  const rows = widget.locator('.monaco-list-row.action');
  const titles = await persist(async () => {
    await focusEditor(page);
    await page.keyboard.press('Control+.');
    await rows.first().waitFor({ timeout: 5000 });
    const shown = (await rows.locator('.title').allTextContents()).map((title) => readable(title));
    if (apply === undefined) await page.keyboard.press('Escape');
    else await rows.filter({ hasText: apply }).first().click({ timeout: 5000 });
    return shown;
  });
  await widget.waitFor({ state: 'hidden' });
  return titles;
}

/** A row of the Problems panel: a file with what is wrong in it below. */
export interface ProblemRow {
  readonly kind: 'file' | 'problem';
  readonly text: string;
}

/** Opens the Problems panel and reads the rows in sight; waits until there is one. */
export async function problems(page: Page): Promise<ProblemRow[]> {
  if (!(await page.locator('.part.panel .markers-panel').first().isVisible())) {
    await page.keyboard.press('Control+Shift+M');
  }
  const rows = page.locator('.part.panel .markers-panel .monaco-list-row[role=treeitem]');
  await rows.first().waitFor();
  const read = await rows.evaluateAll((all) =>
    all.map((row) => ({ level: row.getAttribute('aria-level'), text: row.textContent })),
  );
  return read.map((row) => ({
    kind: row.level === '1' ? 'file' : 'problem',
    text: readable(row.text),
  }));
}
