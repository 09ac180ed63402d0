import type { Page } from 'playwright-core';
import { readable } from './text.ts';

/** Settings with which a terminal's text is in the page, and not drawn. */
export const READABLE_TERMINAL = { 'terminal.integrated.gpuAcceleration': 'off' } as const;

/** What the terminal that is looked at shows; empty where there is none. */
export async function terminalText(page: Page): Promise<string> {
  const rows = page.locator('.terminal-wrapper.active .xterm-rows > div');
  return (await rows.allTextContents()).map((row) => readable(row).trimEnd()).join('\n');
}

/** Types into the terminal that is looked at. */
export async function typeInTerminal(page: Page, text: string): Promise<void> {
  await page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
  await page.keyboard.type(text);
}
