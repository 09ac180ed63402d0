import type { Page } from 'playwright-core';
import { until } from './until.ts';

/**
 * Selects and copies all of a text editor, which draws only the lines in sight, and puts the selection
 * back as it was. `focus` gives the editor the keyboard.
 */
export async function copyAll(page: Page, focus: () => Promise<void>): Promise<string> {
  const nothing = crypto.randomUUID();
  await page.evaluate(`navigator.clipboard.writeText('${nothing}')`);
  await focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const copied = async () => {
    const text = await clipboardText(page);
    return text === nothing ? undefined : text;
  };
  const text = await until(copied, 'the text to be copied');
  await page.keyboard.press('Control+U');
  return text;
}

export async function clipboardText(page: Page): Promise<string> {
  return page.evaluate<string>('navigator.clipboard.readText()');
}
