import type { Page } from 'playwright-core';
import { answer, pick, quickInputState } from '../driver/quickInput.ts';
import { until } from '../driver/until.ts';
import { activeTab, webview } from '../driver/workbench.ts';

export const CREATE_KATA = 'Create Kata Node Pool';

/** Chooses the name of a Kata pool, its size, and a number of nodes. */
export async function choosePool(page: Page, name: string, count: string): Promise<void> {
  await answer(page, name, CREATE_KATA);
  await pick(page, 'Standard_D4s_v5', CREATE_KATA);
  await until(async () => (await quickInputState(page)).message.includes('How many'), 'the count');
  await answer(page, count, CREATE_KATA);
}

/** Goes from the last choice to the page of the pool, and reads it. */
export async function reviewPool(page: Page, name: string): Promise<string> {
  await pick(page, 'Review…', CREATE_KATA);
  await activeTab(page, `Create ${name} in prod-weu`);
  const text = webview(page).locator('body');
  await text.getByText('What is sent').first().waitFor();
  return text.innerText();
}
