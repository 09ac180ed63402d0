import type { Page } from 'playwright-core';
import { pane } from './sideBar.ts';
import { readable } from './text.ts';
import { until } from './until.ts';

/** A row of a tree view as it is drawn. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** 1 for a root. */
  readonly level: number;
  /** `undefined` for a row that has nothing below it. */
  readonly expanded: boolean | undefined;
  /** The row is asking for its children. */
  readonly loading: boolean;
  /** What a screen reader says. */
  readonly aria: string;
  /** Position in the whole tree, from 0. */
  readonly index: number;
  /** The edge of the list that cuts the row off. */
  readonly cutOff: 'above' | 'below' | undefined;
}

/** The labels from a root down to a row, or one label, wherever it is seen first. */
export type RowPath = string | readonly string[];

/** Selects the rows of a tree view; one without a level is still being drawn. */
export const ROW = '.monaco-list-row[role=treeitem][aria-level]';

/**
 * The rows of a tree that are in sight, from top to bottom: VS Code draws no others. Waits until there
 * is one.
 */
export async function treeRows(page: Page, heading?: string): Promise<TreeRow[]> {
  await pane(page, heading).locator(ROW).first().waitFor();
  return drawnRows(page, heading);
}

/** The rows that are drawn just now, if any. */
export async function drawnRows(page: Page, heading?: string): Promise<TreeRow[]> {
  const read = await pane(page, heading)
    .locator(ROW)
    .evaluateAll((rows) =>
      rows.map((row) => {
        const box = row.getBoundingClientRect();
        const list = row.closest('.monaco-list')?.getBoundingClientRect() ?? box;
        return {
          label: (row.querySelector('.label-name') ?? row).textContent,
          description: row.querySelector('.label-description')?.textContent ?? '',
          level: Number(row.getAttribute('aria-level')),
          expanded: row.getAttribute('aria-expanded'),
          loading: row.querySelector('.codicon-tree-item-loading') !== null,
          aria: row.getAttribute('aria-label') ?? '',
          index: Number(row.getAttribute('data-index')),
          above: list.top - box.top,
          below: box.bottom - list.bottom,
        };
      }),
    );
  return read
    .map(({ above, below, expanded, ...row }) => ({
      ...row,
      label: readable(row.label),
      description: readable(row.description),
      expanded: expanded === null ? undefined : expanded === 'true',
      cutOff: above > 0 ? ('above' as const) : below > 0 ? ('below' as const) : undefined,
    }))
    .toSorted((a, b) => a.index - b.index);
}

/**
 * The row at that path among rows in the order of the tree. Rows whose ancestors are not among them
 * (the tree is scrolled) are found by label only, not by path.
 */
export function findRow(rows: readonly TreeRow[], path: RowPath): TreeRow | undefined {
  if (typeof path === 'string') return rows.find((row) => row.label === path);
  let ancestors: string[] = [];
  let next = 0;
  for (const row of rows) {
    if (row.index !== next) ancestors = [];
    next = row.index + 1;
    ancestors.length = row.level - 1;
    const isThere = row.level === path.length && row.label === path.at(-1);
    if (isThere && path.slice(0, -1).every((label, i) => ancestors[i] === label)) return row;
    ancestors.push(row.label);
  }
  return undefined;
}

/** Waits until a row that is in sight is as it should be, and reads it. */
export async function rowWhen(
  page: Page,
  path: RowPath,
  met: (row: TreeRow) => boolean = () => true,
  timeoutMs?: number,
): Promise<TreeRow> {
  let last: TreeRow | undefined;
  const look = async () => {
    last = findRow(await treeRows(page), path);
    return last && met(last) ? last : undefined;
  };
  try {
    return await until(look, `the row ${String(path)} to be as it should`, timeoutMs);
  } catch (error) {
    throw new Error(`${String(error)}; it says: ${last?.description ?? 'it is not in sight'}`, {
      cause: error,
    });
  }
}
