import type { Locator, Page } from 'playwright-core';

/** Shows a view container by its icon in the activity bar, unless it is shown already. */
export async function openView(page: Page, title: string): Promise<void> {
  const icon = page
    .locator(`.part.activitybar .action-item:has(a[aria-label^="${title}"])`)
    .first();
  await icon.waitFor();
  const classes = (await icon.getAttribute('class')) ?? '';
  if (!/\bchecked\b/.test(classes)) await icon.locator('a').click();
  await page.locator('.part.sidebar .composite.title', { hasText: title }).waitFor();
}

/** The section of the side bar with that heading; the whole side bar without one. */
export function pane(page: Page, heading?: string): Locator {
  const sideBar = page.locator('.part.sidebar');
  if (heading === undefined) return sideBar;
  const title = page.locator('.pane-header .title', { hasText: heading });
  return sideBar.locator('.pane').filter({ has: title });
}

/** Presses a button in the title of the side bar or of a section, by its tooltip. */
export async function viewAction(page: Page, action: string, heading?: string): Promise<void> {
  await pane(page, heading).hover();
  const button = page.locator(`.part.sidebar a.action-label[aria-label^="${action}"]`);
  await button.first().click();
}

/** What an empty view says instead of a tree. */
export function welcome(page: Page, heading?: string): Locator {
  return pane(page, heading).locator('.welcome-view-content');
}

/** Hides the side bar, as its key does. */
export async function hideSideBar(page: Page): Promise<void> {
  const sideBar = page.locator('.part.sidebar');
  if (!(await sideBar.isVisible())) return;
  await page.keyboard.press('Control+B');
  await sideBar.waitFor({ state: 'hidden' });
}

/** Drags the edge of the side bar until it has that width in pixels; VS Code's minimum is 170. */
export async function resizeSideBar(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('The side bar is hidden');
  const y = box.y + box.height / 2;
  const edge = box.x + box.width;
  await page.mouse.move(edge, y);
  await page.mouse.down();
  await page.mouse.move(edge + (width - box.width), y, { steps: 8 });
  await page.mouse.up();
}
