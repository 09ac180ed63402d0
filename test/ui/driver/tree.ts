import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { scrollOnce, scrollToTop } from './listScroll.ts';
import { pane } from './sideBar.ts';
import { readable } from './text.ts';
import { drawnRows, findRow, ROW, type RowPath, type TreeRow } from './treeRows.ts';
import { PATIENCE_MS, persist, until } from './until.ts';

/** Waits for a row, scrolling through the tree for it, and gives it as a locator. */
export async function treeRow(page: Page, path: RowPath, heading?: string): Promise<Locator> {
  const row = await waitForRow(page, path, heading);
  return rowLocator(page, row, heading);
}

function rowLocator(page: Page, row: TreeRow, heading?: string): Locator {
  const place = `${ROW}[data-index="${row.index}"][aria-level="${row.level}"]`;
  return pane(page, heading).locator(place, { hasText: row.label }).first();
}

async function waitForRow(page: Page, path: RowPath, heading?: string): Promise<TreeRow> {
  const name = typeof path === 'string' ? path : path.join(' > ');
  const list = pane(page, heading).locator('.monaco-list').first();
  const seen = new Map<number, TreeRow>();
  const look = async () => {
    const rows = await drawnRows(page, heading);
    for (const row of rows) seen.set(row.index, row);
    const found = findRow(inOrder(seen), path);
    const drawn = found && rows.find((row) => row.index === found.index);
    if (drawn && !drawn.cutOff) return drawn;
    if (drawn) {
      await scrollOnce(page, list, drawn.cutOff === 'above' ? 'up' : 'down');
      return undefined;
    }
    if (rows.length === 0 || (await scrollOnce(page, list, 'down'))) return undefined;
    seen.clear();
    await scrollToTop(page, list);
    return undefined;
  };
  try {
    return await until(look, `the tree row ${name}`);
  } catch (error) {
    const rows = await drawnRows(page, heading);
    const lines = rows.map((row) => `${'  '.repeat(row.level - 1)}${row.label}`);
    throw new Error(`${String(error)}; in sight are:\n${lines.join('\n')}`, { cause: error });
  }
}

function inOrder(rows: ReadonlyMap<number, TreeRow>): TreeRow[] {
  return [...rows.values()].toSorted((a, b) => a.index - b.index);
}

/** Expands every row of the path from the root down, waiting for what each loads. */
export async function expand(
  page: Page,
  path: readonly string[],
  heading?: string,
): Promise<TreeRow> {
  const expandTo = async (depth: number): Promise<TreeRow> => {
    const row = await expandRow(page, path.slice(0, depth), heading);
    return depth < path.length ? expandTo(depth + 1) : row;
  };
  return expandTo(1);
}

/** VS Code says that a row is loading only after 800 ms; one without children by then has none. */
const CHILDREN_MS = 1500;

/** A click is lost when its row moves or is drawn anew under it: then it is made again. */
const EXPANDED_MS = 5000;

/** The row again, after rows have come or gone above it. */
function nearest(rows: readonly TreeRow[], row: TreeRow): TreeRow | undefined {
  const distance = (other: TreeRow) => Math.abs(other.index - row.index);
  return rows
    .filter(({ label, level }) => label === row.label && level === row.level)
    .toSorted((a, b) => distance(a) - distance(b))[0];
}

async function expandRow(page: Page, path: RowPath, heading?: string): Promise<TreeRow> {
  return persist(async () => {
    const row = await waitForRow(page, path, heading);
    if (row.expanded === undefined) throw new Error(`${row.label} has nothing to expand`);
    if (!row.expanded) {
      const twistie = rowLocator(page, row, heading).locator('.monaco-tl-twistie');
      await twistie.click({ timeout: 3000 });
    }
    const clicked = Date.now();
    const isOpen = async () => {
      const rows = await drawnRows(page, heading);
      const now = nearest(rows, row);
      if (!now?.expanded || now.loading) return undefined;
      const hasChildren = rows.some(
        ({ index, level }) => index === now.index + 1 && level > now.level,
      );
      return hasChildren || Date.now() - clicked > CHILDREN_MS ? now : undefined;
    };
    return until(isOpen, `${row.label} to expand`, EXPANDED_MS);
  });
}

/** Presses an inline button of a row, by its tooltip. */
export async function rowAction(
  page: Page,
  path: RowPath,
  action: string,
  heading?: string,
): Promise<void> {
  await persist(async () => {
    const row = await treeRow(page, path, heading);
    await row.hover({ timeout: 3000 });
    await row.locator(`.actions a.action-label[aria-label^="${action}"]`).click({ timeout: 3000 });
  });
}

/** Opens a row's context menu and reads its entries. */
export async function rowMenuEntries(
  page: Page,
  path: RowPath,
  heading?: string,
): Promise<string[]> {
  const menu = await openRowMenu(page, path, heading);
  const labels = await menu.locator('.action-item .action-label').allTextContents();
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  return labels.map((label) => readable(label)).filter((label) => label !== '');
}

/** Picks an entry of a row's context menu. */
export async function rowMenu(
  page: Page,
  path: RowPath,
  entry: string,
  heading?: string,
): Promise<void> {
  await persist(async () => {
    const menu = await openRowMenu(page, path, heading);
    await chooseFromMenu(menu, entry);
  }, 5);
}

/** A menu that has just opened ignores a click: it may be the end of the one that opened it. */
async function chooseFromMenu(menu: Locator, entry: string): Promise<void> {
  const item = menu.locator('.action-item', { hasText: entry }).first();
  // The menu of a row that was drawn anew meanwhile may lack it.
  await item.waitFor({ timeout: PATIENCE_MS / 3 });
  await persist(async () => {
    if (!(await menu.isVisible())) return;
    await item.click({ timeout: 3000 });
    await menu.waitFor({ state: 'hidden', timeout: 1000 });
  });
}

const REST_MS = 300;

/** Rows move while others come: a click in between would hit another. */
async function atRest(row: Locator): Promise<void> {
  let before = '';
  await until(async () => {
    const place = JSON.stringify(await row.boundingBox());
    const rests = place === before;
    before = place;
    if (!rests) await delay(REST_MS);
    return rests;
  }, 'the row to stay where it is');
}

/** Takes the pointer away, and the hover that is shown. */
export async function withoutHover(page: Page): Promise<void> {
  const hover = page.locator('.monaco-hover').first();
  await page.mouse.move(0, 0);
  try {
    await hover.waitFor({ state: 'hidden', timeout: REST_MS * 5 });
  } catch {
    // One whose row was drawn anew does not see the pointer leave.
    await page.keyboard.press('Escape');
    await hover.waitFor({ state: 'hidden' });
  }
}

async function openRowMenu(page: Page, path: RowPath, heading?: string): Promise<Locator> {
  const menu = page.locator('.monaco-menu');
  // One that opened before its row was drawn anew has the entries of then.
  if (await menu.first().isVisible()) await page.keyboard.press('Escape');
  const row = await treeRow(page, path, heading);
  // Where the pointer has scrolled, the tooltip of the row below it covers others.
  await withoutHover(page);
  await atRest(row);
  await row.click({ button: 'right', timeout: 3000 });
  await menu.first().waitFor();
  return menu.first();
}

/** Hovers a row and reads its tooltip. */
export async function rowTooltip(page: Page, path: RowPath, heading?: string): Promise<string> {
  const row = await treeRow(page, path, heading);
  await row.hover();
  const tooltip = page.locator('.workbench-hover-container .monaco-hover');
  await tooltip.waitFor();
  return readable(await tooltip.innerText());
}
