import { errors, type Locator, type Page } from 'playwright-core';
import { readable } from './text.ts';
import { PATIENCE_MS, persist } from './until.ts';

function toast(page: Page, message: string | RegExp): Locator {
  return page
    .locator('.notifications-toasts .notification-list-item', { hasText: message })
    .first();
}

/**
 * Waits for the notification with that text, until it has slid in, and reads it. Of more than three within 800 ms
 * VS Code shows the others in its notification center alone: there it is looked for in the end.
 */
export async function notification(
  page: Page,
  message: string | RegExp,
  timeoutMs = PATIENCE_MS,
): Promise<string> {
  const shown = toast(page, message);
  try {
    await shown.waitFor({ timeout: timeoutMs });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return readInCenter(page, message);
  }
  await page.locator('.notification-toast.notification-fade-in-done').first().waitFor();
  return readable(await shown.locator('.notification-list-item-message').innerText());
}

async function readInCenter(page: Page, message: string | RegExp): Promise<string> {
  await showCenter(page, true);
  try {
    const text = inCenter(page, message).locator('.notification-list-item-message');
    return readable(await text.innerText());
  } finally {
    // While it is open no toast shows.
    await showCenter(page, false);
  }
}

async function showCenter(page: Page, shown: boolean): Promise<void> {
  const bell = page.locator('[id="status.notifications"] a').first();
  if ((await center(page).isVisible()) !== shown) await bell.click();
}

function center(page: Page): Locator {
  return page.locator('.notifications-center');
}

/** Where all are, those that no toast shows among them. */
function inCenter(page: Page, message: string | RegExp): Locator {
  return center(page).locator('.notification-list-item', { hasText: message }).first();
}

/** Presses a button of the notification with that text, "Cancel" of a progress among them. */
export async function notificationButton(
  page: Page,
  message: string | RegExp,
  button: string,
): Promise<void> {
  await notification(page, message);
  const hasToast = await toast(page, message).isVisible();
  if (!hasToast) await showCenter(page, true);
  const shown = hasToast ? toast(page, message) : inCenter(page, message);
  await shown.getByRole('button', { name: button }).first().click();
}

/** The names of the buttons of the notification with that text. */
export async function notificationButtons(page: Page, message: string | RegExp): Promise<string[]> {
  await notification(page, message);
  const buttons = toast(page, message).locator(
    '.notification-list-item-buttons-container .monaco-button',
  );
  return (await buttons.allTextContents()).map((name) => readable(name));
}

/** Closes the notification with that text by its cross. */
export async function dismissNotification(page: Page, message: string | RegExp): Promise<void> {
  await notification(page, message);
  // The cross shows under the pointer alone, and another notification may push this one from there.
  await persist(async () => {
    await toast(page, message).hover();
    const cross = toast(page, message).locator('.codicon-notifications-clear');
    await cross.click({ timeout: PATIENCE_MS / 5 });
  }, 5);
  await notificationGone(page, message);
}

/** Waits until no notification with that text shows. */
export async function notificationGone(page: Page, message: string | RegExp): Promise<void> {
  await toast(page, message).waitFor({ state: 'hidden' });
}

/** The texts of the notifications that show now. */
export async function notifications(page: Page): Promise<string[]> {
  const messages = page.locator('.notifications-toasts .notification-list-item-message');
  return (await messages.allTextContents()).map((text) => readable(text));
}

/** A modal question: what it says, with its detail, and its buttons. */
export interface Dialog {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** Waits for a modal dialog and reads it. */
export async function dialog(page: Page, timeoutMs?: number): Promise<Dialog> {
  const box = page.locator('.monaco-dialog-box');
  await box.waitFor(timeoutMs === undefined ? {} : { timeout: timeoutMs });
  const buttons = await box.locator('.dialog-buttons .monaco-button').allTextContents();
  return {
    message: readable(await box.locator('.dialog-message-text').textContent()),
    detail: readable(await box.locator('.dialog-message-detail').textContent()),
    buttons: buttons.map((name) => readable(name)),
  };
}

/** Presses a button of the modal dialog, and waits until it is gone. */
export async function dialogButton(page: Page, button: string): Promise<void> {
  const box = page.locator('.monaco-dialog-box');
  await box.locator('.dialog-buttons .monaco-button', { hasText: button }).first().click();
  await box.waitFor({ state: 'hidden' });
}
