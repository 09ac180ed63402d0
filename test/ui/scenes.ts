import type { Page } from 'playwright-core';
import { goTo, openFile, typeInEditor } from './driver/editor.ts';
import { waitForSquiggles } from './driver/problems.ts';
import { pick, runCommand } from './driver/quickInput.ts';
import {
  dismissNotification,
  notificationButton,
  notificationGone,
} from './driver/notifications.ts';
import { hideSideBar, openView, resizeSideBar } from './driver/sideBar.ts';
import { expand, rowAction, treeRow } from './driver/tree.ts';
import { activeTab, webview } from './driver/workbench.ts';

/** A picture of the README, and what a person does to come there. */
export interface Scene {
  /** The pictures are called `<name>-dark.png` and `<name>-light.png`. */
  readonly name: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** A sample manifest to open. */
  readonly file?: string;
  readonly act: (page: Page) => Promise<void>;
}

const PAYMENTS = ['prod-weu', 'Sandboxed pods', 'payments'];

/** Checks the kernels of a namespace in which one pod contradicts its claim. */
async function checkPayments(page: Page): Promise<void> {
  await openView(page, 'AKS Sandbox');
  await resizeSideBar(page, 470);
  await expand(page, PAYMENTS);
  await rowAction(page, PAYMENTS, 'Check Kernel');
}

export const SCENES: readonly Scene[] = [
  {
    name: 'explorer',
    viewport: { width: 1200, height: 740 },
    file: 'deployment.yaml',
    act: async (page) => {
      await checkPayments(page);
      await dismissNotification(page, 'Checked');
      await notificationGone(page, 'Checking kernels');
      await treeRow(page, [...PAYMENTS, 'legacy-0']);
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'manifest',
    viewport: { width: 1200, height: 740 },
    file: 'deployment.yaml',
    act: async (page) => {
      await openView(page, 'AKS Sandbox');
      await runCommand(page, 'AKS Sandbox: Select Active Cluster');
      await pick(page, 'prod-weu');
      await hideSideBar(page);
      await openFile(page, 'deployment.yaml', 19, 7);
      await typeInEditor(page, 'runtimeClassName: gvsior');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await waitForSquiggles(page, 'error', 1);
      await goTo(page, 19, 27);
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'report',
    viewport: { width: 1200, height: 740 },
    act: async (page) => {
      await checkPayments(page);
      await notificationButton(page, 'Checked', 'Show Report');
      await activeTab(page, 'Kernel Check');
      await webview(page).getByRole('heading', { name: 'Contradictions' }).waitFor();
      await hideSideBar(page);
      await page.mouse.move(0, 0);
    },
  },
];
