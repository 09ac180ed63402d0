import type { Locator, Page } from 'playwright-core';
import { PATIENCE_MS, until } from './until.ts';

/** A turn of the wheel moves a list by this many pixels, with `LIST_SETTINGS`. */
const TURN = 150;
const SCROLL_MS = 500;
/** A list that is there is measured at once, but for a machine that has much else to do. */
const MEASURED = { timeout: PATIENCE_MS };

/** The settings under which lists are scrolled here: VS Code's own turn is 50 pixels. */
export const LIST_SETTINGS = {
  'workbench.list.mouseWheelScrollSensitivity': 3,
  // Rows that stick to the top would lie over those below.
  'workbench.tree.enableStickyScroll': false,
};

/** Turns the wheel over a list once and tells whether it moved. */
export async function scrollOnce(
  page: Page,
  list: Locator,
  direction: 'up' | 'down',
): Promise<boolean> {
  const box = await list.boundingBox(MEASURED);
  if (!box) return false;
  const before = await scrolled(list);
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(10, box.height / 2));
  await page.mouse.wheel(0, direction === 'up' ? -TURN : TURN);
  const moved = async () => ((await scrolled(list)) === before ? undefined : true);
  return until(moved, 'the list to scroll', SCROLL_MS).catch(() => false);
}

export async function scrollToTop(page: Page, list: Locator): Promise<void> {
  if ((await scrolled(list)) > 0 && (await scrollOnce(page, list, 'up'))) {
    await scrollToTop(page, list);
  }
}

/** How far a list is scrolled down, in pixels. */
async function scrolled(list: Locator): Promise<number> {
  const around = await list.boundingBox(MEASURED);
  const rows = await list.locator('.monaco-list-rows').boundingBox(MEASURED);
  return around && rows ? Math.round(around.y - rows.y) : 0;
}
